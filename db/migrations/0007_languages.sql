ALTER TABLE "liftings" ADD COLUMN "words_in" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "content" jsonb;--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "reasons_in" text DEFAULT 'en' NOT NULL;