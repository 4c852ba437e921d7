CREATE TABLE "queue_settings" (
	"version" integer PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "due_since" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "queue_group" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "routed_by" integer;--> statement-breakpoint
CREATE INDEX "cases_group" ON "cases" USING btree ("queue_group","priority" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE status <> 'settled';--> statement-breakpoint
-- Hours of a first look that a policy said until now go on to hold: they are the queue's first settings.
insert into queue_settings (version, content, set_by, set_at)
select 1, jsonb_build_object('dueHours', jsonb_build_object('act', 24, 'review', 72, 'watch', 168) || (content->'dueHours'), 'bigStake', null, 'hidden', '[]'::jsonb, 'groups', '[]'::jsonb, 'rules', '[]'::jsonb), 'terminal', now()
from (select content from policies order by version desc limit 1) latest where jsonb_typeof(content->'dueHours') = 'object';
--> statement-breakpoint
create trigger by_command before insert or update or delete on queue_settings for each row execute function countersign_require_command();
--> statement-breakpoint
create trigger append_only before update or delete on queue_settings for each row execute function countersign_refuse_rewrite();
--> statement-breakpoint
create trigger append_only_whole before truncate on queue_settings for each statement execute function countersign_refuse_rewrite();
