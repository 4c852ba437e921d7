CREATE TABLE "trays" (
	"staff" text NOT NULL,
	"account" text NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "trays_staff_account_pk" PRIMARY KEY("staff","account")
);
--> statement-breakpoint
ALTER TABLE "liftings" DROP CONSTRAINT "liftings_pkey";--> statement-breakpoint
ALTER TABLE "liftings" ADD CONSTRAINT "liftings_decision_lifted_at_pk" PRIMARY KEY("decision","lifted_at");--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "case_changed" jsonb;--> statement-breakpoint
ALTER TABLE "liftings" ADD COLUMN "because" text;--> statement-breakpoint
ALTER TABLE "liftings" ADD CONSTRAINT "liftings_because_decisions_id_fk" FOREIGN KEY ("because") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "countersignatures_by" ON "countersignatures" USING btree ("signed_by","signed_at");--> statement-breakpoint
CREATE INDEX "liftings_because" ON "liftings" USING btree ("because");--> statement-breakpoint
ALTER TABLE "liftings" ADD CONSTRAINT "liftings_one" UNIQUE NULLS NOT DISTINCT("decision","because");
--> statement-breakpoint
-- A tray is a person's own: only a command of theirs changes it.
create trigger by_command before insert or update or delete on trays for each row execute function countersign_require_command();
--> statement-breakpoint
create trigger append_only_whole before truncate on trays for each statement execute function countersign_refuse_rewrite();
