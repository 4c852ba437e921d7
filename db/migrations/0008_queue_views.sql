CREATE TABLE "queue_layouts" (
	"staff" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_views" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"shared" boolean NOT NULL,
	"asked" jsonb NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "queue_layouts" ADD CONSTRAINT "queue_layouts_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_views" ADD CONSTRAINT "queue_views_owner_staff_id_fk" FOREIGN KEY ("owner") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "queue_views_name" ON "queue_views" USING btree ("owner",lower("name"));--> statement-breakpoint
CREATE INDEX "queue_views_shared" ON "queue_views" USING btree ("id") WHERE shared;--> statement-breakpoint
-- A view that everybody sees says who shared it, and how a person works is theirs: commands alone change either.
do $$
declare name text;
begin
  foreach name in array array['queue_views', 'queue_layouts'] loop
    execute format('create trigger by_command before insert or update or delete on %I for each row execute function countersign_require_command()', name);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function countersign_refuse_rewrite()', name);
  end loop;
end $$;
