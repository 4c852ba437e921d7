CREATE TABLE "photo_pairs" (
	"account" text NOT NULL,
	"hash" text NOT NULL,
	"other" text NOT NULL,
	"other_hash" text NOT NULL,
	"bits" integer NOT NULL,
	CONSTRAINT "photo_pairs_account_hash_other_other_hash_pk" PRIMARY KEY("account","hash","other","other_hash")
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"account" text NOT NULL,
	"hash" text NOT NULL,
	"keys" integer[] NOT NULL,
	"alike" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "photos_account_hash_pk" PRIMARY KEY("account","hash")
);
--> statement-breakpoint
CREATE TABLE "prints" (
	"digest" text PRIMARY KEY NOT NULL,
	"parts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"account" text NOT NULL,
	"hash" text NOT NULL,
	"first_at" timestamp(3) with time zone NOT NULL,
	"last_at" timestamp(3) with time zone NOT NULL,
	"proposals" integer NOT NULL,
	"bands" integer[] NOT NULL,
	CONSTRAINT "templates_account_hash_pk" PRIMARY KEY("account","hash")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "closed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "engagements" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "reviews" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "referred" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "schools" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "since" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "turned_at" timestamp(3) with time zone;--> statement-breakpoint
-- Pairs that were only candidates; they are found again, confirmed, when the frequencies are next counted.
DELETE FROM "text_pairs";--> statement-breakpoint
ALTER TABLE "text_pairs" ADD COLUMN "jaccard" real NOT NULL;--> statement-breakpoint
ALTER TABLE "texts" ADD COLUMN "alike" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "photos_keys" ON "photos" USING gin ("keys");--> statement-breakpoint
CREATE INDEX "templates_bands" ON "templates" USING gin ("bands");