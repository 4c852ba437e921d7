CREATE TABLE "backtest_moves" (
	"backtest" text NOT NULL,
	"account" text NOT NULL,
	"was" text NOT NULL,
	"band" text NOT NULL,
	"was_log_odds" double precision NOT NULL,
	"log_odds" double precision NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "backtest_moves_backtest_account_pk" PRIMARY KEY("backtest","account")
);
--> statement-breakpoint
CREATE TABLE "backtests" (
	"id" text PRIMARY KEY NOT NULL,
	"draft" text NOT NULL,
	"digest" text NOT NULL,
	"content" jsonb NOT NULL,
	"against" integer NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"phase" text NOT NULL,
	"total" bigint NOT NULL,
	"read" bigint NOT NULL,
	"after" text NOT NULL,
	"tally" jsonb NOT NULL,
	CONSTRAINT "backtests_status" CHECK (status in ('waiting', 'running', 'done', 'cancelled')),
	CONSTRAINT "backtests_phase" CHECK (phase in ('accounts', 'decided'))
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"based_on" integer NOT NULL,
	"content" jsonb NOT NULL,
	"digest" text NOT NULL,
	"writers" text[] NOT NULL,
	"begun_by" text NOT NULL,
	"begun_at" timestamp(3) with time zone NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"proposed_by" text,
	"proposed_at" timestamp(3) with time zone,
	"reason" text,
	"returned_words" text,
	"published_as" integer,
	"shadow_since" timestamp(3) with time zone,
	"shadow_tally" jsonb,
	CONSTRAINT "policy_drafts_status" CHECK (status in ('draft', 'proposed', 'published', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "report_cards" (
	"id" text PRIMARY KEY NOT NULL,
	"counted_at" timestamp(3) with time zone NOT NULL,
	"policy_version" integer NOT NULL,
	"accounts" bigint NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shadow_standings" (
	"account" text PRIMARY KEY NOT NULL,
	"draft" text NOT NULL,
	"digest" text NOT NULL,
	"assessed_at" timestamp(3) with time zone NOT NULL,
	"was" text NOT NULL,
	"band" text NOT NULL,
	"was_log_odds" double precision NOT NULL,
	"log_odds" double precision NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "drawn_with" double precision;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "countersigned_by" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "draft" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "backtest_moves" ADD CONSTRAINT "backtest_moves_backtest_backtests_id_fk" FOREIGN KEY ("backtest") REFERENCES "public"."backtests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_draft_policy_drafts_id_fk" FOREIGN KEY ("draft") REFERENCES "public"."policy_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_against_policies_version_fk" FOREIGN KEY ("against") REFERENCES "public"."policies"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_based_on_policies_version_fk" FOREIGN KEY ("based_on") REFERENCES "public"."policies"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_published_as_policies_version_fk" FOREIGN KEY ("published_as") REFERENCES "public"."policies"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shadow_standings" ADD CONSTRAINT "shadow_standings_draft_policy_drafts_id_fk" FOREIGN KEY ("draft") REFERENCES "public"."policy_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "backtest_moves_bands" ON "backtest_moves" USING btree ("backtest","was","band","log_odds");--> statement-breakpoint
CREATE INDEX "backtests_draft" ON "backtests" USING btree ("draft","asked_at");--> statement-breakpoint
CREATE INDEX "policy_drafts_changed" ON "policy_drafts" USING btree ("changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_drafts_shadow" ON "policy_drafts" USING btree ((true)) WHERE shadow_since is not null;--> statement-breakpoint
CREATE INDEX "report_cards_at" ON "report_cards" USING btree ("counted_at");--> statement-breakpoint
CREATE INDEX "shadow_standings_bands" ON "shadow_standings" USING btree ("was","band");--> statement-breakpoint
-- A policy on its way, what it was tried on and how signals did are changed by commands, and nothing of it is ever taken away.
do $$
declare name text;
begin
  foreach name in array array['policy_drafts', 'backtests', 'report_cards'] loop
    execute format('create trigger by_command before insert or update or delete on %I for each row execute function countersign_require_command()', name);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function countersign_refuse_rewrite()', name);
  end loop;
  foreach name in array array['policy_drafts', 'backtests'] loop
    execute format('create trigger never_removed before delete on %I for each row execute function countersign_refuse_delete()', name);
  end loop;
end $$;
--> statement-breakpoint
create trigger append_only before update or delete on report_cards for each row execute function countersign_refuse_rewrite();
