-- What screens call a device of this look that shows no token: the head of the digest of its parts in fixed order, as lib/enrichment/print-digest.ts writes them.
ALTER TABLE "prints" ADD COLUMN "name" text;--> statement-breakpoint
UPDATE "prints" SET "name" = left(encode(sha256(convert_to('print [' || concat_ws(',',
	coalesce((parts -> 'screen')::text, 'null'), coalesce((parts -> 'gpu')::text, 'null'), coalesce((parts -> 'hardware')::text, 'null'), coalesce((parts -> 'fonts')::text, 'null'), coalesce((parts -> 'platform')::text, 'null')
) || ']', 'UTF8')), 'hex'), 4);--> statement-breakpoint
ALTER TABLE "prints" ALTER COLUMN "name" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "events_session" ON "events" USING btree ("session") WHERE type = 'session.seen';--> statement-breakpoint
CREATE INDEX "prints_name" ON "prints" USING btree ("name");
