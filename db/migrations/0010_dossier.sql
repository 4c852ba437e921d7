CREATE TABLE "platform_pages" (
	"kind" text PRIMARY KEY NOT NULL,
	"pattern" text,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "cases_settled" ON "cases" USING btree ("settled_at" DESC NULLS LAST) WHERE status = 'settled';--> statement-breakpoint
-- Where links out of the console lead is said by commands alone.
create trigger by_command before insert or update or delete on platform_pages for each row execute function countersign_require_command();
--> statement-breakpoint
create trigger append_only_whole before truncate on platform_pages for each statement execute function countersign_refuse_rewrite();
