CREATE TABLE "enclosure_contents" (
	"enclosure" text PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enclosures" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"decision" text NOT NULL,
	"account" text NOT NULL,
	"answer" text,
	"appeal" text,
	"sent_at" timestamp(3) with time zone NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" integer NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "enclosures_of_one" CHECK ((answer is null) <> (appeal is null))
);
--> statement-breakpoint
ALTER TABLE "enclosure_contents" ADD CONSTRAINT "enclosure_contents_enclosure_enclosures_id_fk" FOREIGN KEY ("enclosure") REFERENCES "public"."enclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enclosures" ADD CONSTRAINT "enclosures_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enclosures" ADD CONSTRAINT "enclosures_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enclosures" ADD CONSTRAINT "enclosures_answer_answers_id_fk" FOREIGN KEY ("answer") REFERENCES "public"."answers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enclosures" ADD CONSTRAINT "enclosures_appeal_appeals_id_fk" FOREIGN KEY ("appeal") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enclosures_case" ON "enclosures" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "enclosures_decision" ON "enclosures" USING btree ("decision");--> statement-breakpoint
CREATE INDEX "enclosures_answer" ON "enclosures" USING btree ("answer");--> statement-breakpoint
CREATE INDEX "enclosures_appeal" ON "enclosures" USING btree ("appeal");
--> statement-breakpoint
-- What a holder enclosed stays said: its bytes go by retention alone, and nothing puts others in their place.
create function countersign_keep_contents() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('countersign.command', true) = 'enclosures.remove' then
    return old;
  end if;
  raise exception '% on enclosure_contents is refused: bytes are only removed past their retention', tg_op using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger append_only before update or delete on enclosures for each row execute function countersign_refuse_rewrite();
--> statement-breakpoint
create trigger append_only before update or delete on enclosure_contents for each row execute function countersign_keep_contents();
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['enclosures', 'enclosure_contents'] loop
    execute format('create trigger by_command before insert or update or delete on %I for each row execute function countersign_require_command()', name);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function countersign_refuse_rewrite()', name);
  end loop;
end $$;
