CREATE TABLE "staff_settings" (
	"staff" text PRIMARY KEY NOT NULL,
	"theme" text NOT NULL,
	"density" text NOT NULL,
	"motion" text NOT NULL,
	"fold_reports" boolean NOT NULL,
	"letters" boolean NOT NULL,
	"keys" jsonb NOT NULL,
	"tour_state" text NOT NULL,
	"tour_step" integer NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "staff_settings_theme" CHECK (theme in ('system', 'light', 'dark')),
	CONSTRAINT "staff_settings_density" CHECK (density in ('roomy', 'dense')),
	CONSTRAINT "staff_settings_motion" CHECK (motion in ('system', 'reduced')),
	CONSTRAINT "staff_settings_tour" CHECK (tour_state in ('new', 'running', 'left', 'done'))
);
--> statement-breakpoint
ALTER TABLE "staff_settings" ADD CONSTRAINT "staff_settings_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_contract" ON "events" USING btree ((data ->> 'contract')) WHERE type = 'contract.started';--> statement-breakpoint
CREATE INDEX "events_client" ON "events" USING btree ((data ->> 'client'),"account") WHERE type = 'contract.started';--> statement-breakpoint
CREATE INDEX "ledger_entries_digest" ON "ledger_entries" USING btree ("digest" text_pattern_ops);
--> statement-breakpoint
-- How somebody wants the console is theirs: changed by commands, and never emptied whole.
create trigger by_command before insert or update or delete on staff_settings for each row execute function countersign_require_command();
--> statement-breakpoint
create trigger append_only_whole before truncate on staff_settings for each statement execute function countersign_refuse_rewrite();
