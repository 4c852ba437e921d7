CREATE TABLE "inbox_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"staff" text NOT NULL,
	"kind" text NOT NULL,
	"case_id" text NOT NULL,
	"about" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone,
	CONSTRAINT "inbox_lines_kind" CHECK (kind in ('mention', 'answer', 'lapsed', 'appeal', 'outcome'))
);
--> statement-breakpoint
CREATE TABLE "inbox_reads" (
	"staff" text NOT NULL,
	"line" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "inbox_reads_staff_line_pk" PRIMARY KEY("staff","line")
);
--> statement-breakpoint
ALTER TABLE "inbox_lines" ADD CONSTRAINT "inbox_lines_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_lines" ADD CONSTRAINT "inbox_lines_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_reads" ADD CONSTRAINT "inbox_reads_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_lines_staff" ON "inbox_lines" USING btree ("staff","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "inbox_lines_unread" ON "inbox_lines" USING btree ("staff","at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "inbox_lines_case" ON "inbox_lines" USING btree ("case_id");
--> statement-breakpoint
-- What came to a person, and what they have read of it, is theirs: commands alone change either.
do $$
declare name text;
begin
  foreach name in array array['inbox_lines', 'inbox_reads'] loop
    execute format('create trigger by_command before insert or update or delete on %I for each row execute function countersign_require_command()', name);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function countersign_refuse_rewrite()', name);
  end loop;
end $$;
