CREATE TABLE "wave_readings" (
	"wave" text NOT NULL,
	"signed_by" text NOT NULL,
	"signed_at" timestamp(3) with time zone NOT NULL,
	"measure" text NOT NULL,
	"fields" jsonb NOT NULL,
	"grounds" text[] NOT NULL,
	"words" text NOT NULL,
	"apart" jsonb NOT NULL,
	CONSTRAINT "wave_readings_wave_signed_by_pk" PRIMARY KEY("wave","signed_by")
);
--> statement-breakpoint
CREATE TABLE "waves" (
	"id" text PRIMARY KEY NOT NULL,
	"ring" text NOT NULL,
	"measure" text NOT NULL,
	"fields" jsonb NOT NULL,
	"reason" text NOT NULL,
	"members" jsonb NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "wave" text;--> statement-breakpoint
ALTER TABLE "wave_readings" ADD CONSTRAINT "wave_readings_wave_waves_id_fk" FOREIGN KEY ("wave") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "waves_ring" ON "waves" USING btree ("ring","proposed_at");--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_wave_waves_id_fk" FOREIGN KEY ("wave") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_wave" ON "decisions" USING btree ("wave","account");--> statement-breakpoint
-- What was proposed at once, and what somebody committed on it before it was shown to them, stays as it was.
do $$
declare name text;
begin
  foreach name in array array['waves', 'wave_readings'] loop
    execute format('create trigger by_command before insert or update or delete on %I for each row execute function countersign_require_command()', name);
    execute format('create trigger append_only before update or delete on %I for each row execute function countersign_refuse_rewrite()', name);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function countersign_refuse_rewrite()', name);
  end loop;
end $$;
