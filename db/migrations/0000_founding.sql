CREATE TABLE "work" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "work_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"run_at" timestamp(3) with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp(3) with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"sent_by" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"latest_at" timestamp(3) with time zone,
	"accepted" integer NOT NULL,
	"duplicates" integer NOT NULL,
	"rejected" integer NOT NULL,
	CONSTRAINT "batches_source" CHECK (source in ('http', 'file'))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"account" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"account" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"session" text,
	"data" jsonb NOT NULL,
	"ip" text,
	"batch" text NOT NULL,
	CONSTRAINT "events_account_id_pk" PRIMARY KEY("account","id")
);
--> statement-breakpoint
CREATE TABLE "import_parts" (
	"import" text NOT NULL,
	"part" integer NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "import_parts_import_part_pk" PRIMARY KEY("import","part")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"file_digest" text NOT NULL,
	"format" text NOT NULL,
	"status" text NOT NULL,
	"total_bytes" bigint,
	"offset" bigint DEFAULT 0 NOT NULL,
	"lines" bigint DEFAULT 0 NOT NULL,
	"accepted" bigint DEFAULT 0 NOT NULL,
	"duplicates" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"skipped" bigint DEFAULT 0 NOT NULL,
	"error" text,
	"started_by" text NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "imports_status" CHECK (status in ('waiting', 'running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "refused_lines" (
	"import" text NOT NULL,
	"line" bigint NOT NULL,
	"event_id" text,
	"path" text NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "refused_lines_import_line_pk" PRIMARY KEY("import","line")
);
--> statement-breakpoint
CREATE TABLE "network_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"class" text NOT NULL,
	"source" text NOT NULL,
	"date" text NOT NULL,
	"entries" jsonb NOT NULL,
	"imported_at" timestamp(3) with time zone NOT NULL,
	"imported_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_facts" (
	"account" text NOT NULL,
	"event" text NOT NULL,
	"network_class" text NOT NULL,
	"asn" integer,
	"owner" text,
	"network_source" text NOT NULL,
	"network_reason" text,
	"readings" jsonb NOT NULL,
	"agreed" boolean NOT NULL,
	"country" text,
	"lat" double precision,
	"lon" double precision,
	"radius_km" double precision,
	CONSTRAINT "session_facts_account_event_pk" PRIMARY KEY("account","event")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"account" text PRIMARY KEY NOT NULL,
	"name" text,
	"language" text,
	"country" text,
	"city" text,
	"time_zone" text,
	"kind" text,
	"organisation" text,
	"closed" text,
	"surname" text,
	"instruments" text[] NOT NULL,
	"documents" text[] NOT NULL,
	"clients" text[] NOT NULL,
	"registered_at" timestamp(3) with time zone,
	"first_event_at" timestamp(3) with time zone NOT NULL,
	"last_event_at" timestamp(3) with time zone NOT NULL,
	"event_count" integer NOT NULL,
	"stake_usd" real NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"kind" text NOT NULL,
	"digest" text NOT NULL,
	"account" text NOT NULL,
	"first_at" timestamp(3) with time zone NOT NULL,
	"last_at" timestamp(3) with time zone NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "links_kind_digest_account_pk" PRIMARY KEY("kind","digest","account")
);
--> statement-breakpoint
CREATE TABLE "rarity_tables" (
	"version" integer PRIMARY KEY NOT NULL,
	"as_of" timestamp(3) with time zone NOT NULL,
	"accounts" integer NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ring_members" (
	"account" text NOT NULL,
	"ring" text NOT NULL,
	"strength" real NOT NULL,
	"joined_at" timestamp(3) with time zone NOT NULL,
	"left_at" timestamp(3) with time zone,
	CONSTRAINT "ring_members_account_ring_joined_at_pk" PRIMARY KEY("account","ring","joined_at")
);
--> statement-breakpoint
CREATE TABLE "rings" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"formed_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"kinds" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "text_pairs" (
	"account" text NOT NULL,
	"event" text NOT NULL,
	"field" text NOT NULL,
	"other" text NOT NULL,
	"other_event" text NOT NULL,
	"other_field" text NOT NULL,
	CONSTRAINT "text_pairs_account_event_field_other_other_event_other_field_pk" PRIMARY KEY("account","event","field","other","other_event","other_field")
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"account" text NOT NULL,
	"event" text NOT NULL,
	"field" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"body" text NOT NULL,
	"bands" integer[] NOT NULL,
	CONSTRAINT "texts_account_event_field_pk" PRIMARY KEY("account","event","field"),
	CONSTRAINT "texts_field" CHECK (field in ('summary', 'resume'))
);
--> statement-breakpoint
CREATE TABLE "traits" (
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "traits_kind_value_account_pk" PRIMARY KEY("kind","value","account")
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"account" text NOT NULL,
	"id" text NOT NULL,
	"assessed_at" timestamp(3) with time zone NOT NULL,
	"content" jsonb NOT NULL,
	"policy_version" integer NOT NULL,
	"rarity_version" integer,
	CONSTRAINT "assessments_account_id_pk" PRIMARY KEY("account","id")
);
--> statement-breakpoint
CREATE TABLE "stale_accounts" (
	"account" text PRIMARY KEY NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"account" text PRIMARY KEY NOT NULL,
	"assessment" text NOT NULL,
	"assessed_at" timestamp(3) with time zone NOT NULL,
	"band" text NOT NULL,
	"log_odds" double precision NOT NULL,
	"own" double precision NOT NULL,
	"content" jsonb NOT NULL,
	"ring" text,
	"first_review_at" timestamp(3) with time zone,
	"first_act_at" timestamp(3) with time zone,
	CONSTRAINT "standings_band" CHECK (band in ('clear', 'watch', 'review', 'act'))
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "cases_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1),
	"account" text NOT NULL,
	"account_name" text,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"band" text NOT NULL,
	"log_odds" double precision NOT NULL,
	"priority" double precision NOT NULL,
	"stake_usd" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"assessment" text NOT NULL,
	"causes" text[] NOT NULL,
	"ring" text,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"claimed_by" text,
	"lease_until" timestamp(3) with time zone,
	"asked_until" timestamp(3) with time zone,
	"asked_at" timestamp(3) with time zone,
	"answered_at" timestamp(3) with time zone,
	"held_until" timestamp(3) with time zone,
	"woken_by" text,
	"returned_words" text,
	"settled_at" timestamp(3) with time zone,
	"outcome" text,
	"settled_log_odds" double precision,
	CONSTRAINT "cases_status" CHECK (status in ('waiting', 'claimed', 'asked', 'proposed', 'settled')),
	CONSTRAINT "cases_band" CHECK (band in ('clear', 'watch', 'review', 'act'))
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"written_by" text NOT NULL,
	"written_at" timestamp(3) with time zone NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touches" (
	"case_id" text NOT NULL,
	"staff" text NOT NULL,
	"how" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "touches_case_id_staff_how_pk" PRIMARY KEY("case_id","staff","how")
);
--> statement-breakpoint
CREATE TABLE "exhibit_sets" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"account" text NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL,
	"sealed_by" text NOT NULL,
	"content" jsonb NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "confirmations" (
	"decision" text PRIMARY KEY NOT NULL,
	"confirmed_at" timestamp(3) with time zone NOT NULL,
	"holds_until" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "countersignatures" (
	"id" text PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"signed_by" text NOT NULL,
	"signed_at" timestamp(3) with time zone NOT NULL,
	"measure" text NOT NULL,
	"fields" jsonb NOT NULL,
	"grounds" text[] NOT NULL,
	"words" text NOT NULL,
	"agrees" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"account" text NOT NULL,
	"measure" text NOT NULL,
	"fields" jsonb NOT NULL,
	"grounds" text[] NOT NULL,
	"statement" text[] NOT NULL,
	"reason" text NOT NULL,
	"notice" jsonb NOT NULL,
	"needs_second" boolean NOT NULL,
	"exhibit_set" text NOT NULL,
	"policy_version" text NOT NULL,
	"ring" text,
	"renews" text,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "liftings" (
	"decision" text PRIMARY KEY NOT NULL,
	"lifted_at" timestamp(3) with time zone NOT NULL,
	"lifted_by" text NOT NULL,
	"cause" text NOT NULL,
	"appeal" text,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"order_id" text,
	"notice_id" text,
	"account" text NOT NULL,
	"status" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp(3) with time zone NOT NULL,
	"lease_until" timestamp(3) with time zone,
	"last_answer" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"delivered_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "deliveries_status" CHECK (status in ('waiting', 'leased', 'delivered', 'failed')),
	CONSTRAINT "deliveries_channel" CHECK (channel in ('webhook', 'mail'))
);
--> statement-breakpoint
CREATE TABLE "delivery_tries" (
	"id" text PRIMARY KEY NOT NULL,
	"delivery" text NOT NULL,
	"tried_at" timestamp(3) with time zone NOT NULL,
	"answer" text NOT NULL,
	"ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"account" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"paragraphs" text[] NOT NULL,
	"page" text NOT NULL,
	"rendered_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"account" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"issued_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"secrets" text[] NOT NULL,
	"active" boolean NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"decision" text NOT NULL,
	"account" text NOT NULL,
	"answered_at" timestamp(3) with time zone NOT NULL,
	"facts" text[] NOT NULL,
	"route" text,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" text PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"case_id" text NOT NULL,
	"account" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"body" text NOT NULL,
	"filed_via" text NOT NULL,
	"filed_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"heard_by" text,
	"heard_at" timestamp(3) with time zone,
	"lease_until" timestamp(3) with time zone,
	"decided_at" timestamp(3) with time zone,
	"reasons" text,
	CONSTRAINT "appeals_status" CHECK (status in ('waiting', 'hearing', 'granted', 'refused')),
	CONSTRAINT "appeals_via" CHECK (filed_via in ('page', 'platform'))
);
--> statement-breakpoint
CREATE TABLE "holder_pages" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"decision" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"failed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"pseudonym" text NOT NULL,
	"password" text,
	"epoch" integer DEFAULT 1 NOT NULL,
	"disabled_at" timestamp(3) with time zone,
	"added_at" timestamp(3) with time zone NOT NULL,
	"added_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "staff_role" CHECK (role in ('moderator', 'admin', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "staff_identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"staff" text NOT NULL,
	"bound_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "staff_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"version" integer PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	"published_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_chains" (
	"chain" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"digest" text NOT NULL,
	"signed_seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_checkpoints" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"heads" jsonb NOT NULL,
	"previous" text NOT NULL,
	"digest" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"command" text NOT NULL,
	"says" text NOT NULL,
	"changes" jsonb NOT NULL,
	"refs" jsonb NOT NULL,
	"refusal" text,
	"previous" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "ledger_entries_chain_seq_pk" PRIMARY KEY("chain","seq")
);
--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_batch_batches_id_fk" FOREIGN KEY ("batch") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_parts" ADD CONSTRAINT "import_parts_import_imports_id_fk" FOREIGN KEY ("import") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refused_lines" ADD CONSTRAINT "refused_lines_import_imports_id_fk" FOREIGN KEY ("import") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_facts" ADD CONSTRAINT "session_facts_account_event_events_account_id_fk" FOREIGN KEY ("account","event") REFERENCES "public"."events"("account","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ring_members" ADD CONSTRAINT "ring_members_ring_rings_id_fk" FOREIGN KEY ("ring") REFERENCES "public"."rings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exhibit_sets" ADD CONSTRAINT "exhibit_sets_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "countersignatures" ADD CONSTRAINT "countersignatures_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_exhibit_set_exhibit_sets_id_fk" FOREIGN KEY ("exhibit_set") REFERENCES "public"."exhibit_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "liftings" ADD CONSTRAINT "liftings_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_tries" ADD CONSTRAINT "delivery_tries_delivery_deliveries_id_fk" FOREIGN KEY ("delivery") REFERENCES "public"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holder_pages" ADD CONSTRAINT "holder_pages_decision_decisions_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_identities" ADD CONSTRAINT "staff_identities_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "work_waiting" ON "work" USING btree ("name","key") WHERE lease_until is null;--> statement-breakpoint
CREATE INDEX "work_next" ON "work" USING btree ("run_at");--> statement-breakpoint
CREATE INDEX "batches_latest" ON "batches" USING btree ("latest_at");--> statement-breakpoint
CREATE INDEX "events_account_at" ON "events" USING btree ("account","at");--> statement-breakpoint
CREATE INDEX "events_batch" ON "events" USING btree ("batch");--> statement-breakpoint
CREATE INDEX "events_ip_kept" ON "events" USING btree (least(at, received_at)) WHERE ip is not null;--> statement-breakpoint
CREATE INDEX "network_lists_name" ON "network_lists" USING btree ("name","imported_at");--> statement-breakpoint
CREATE INDEX "accounts_organisation" ON "accounts" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "accounts_name" ON "accounts" USING btree (lower("name") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "accounts_last_event" ON "accounts" USING btree ("last_event_at");--> statement-breakpoint
CREATE INDEX "links_account" ON "links" USING btree ("account");--> statement-breakpoint
CREATE INDEX "ring_members_ring" ON "ring_members" USING btree ("ring");--> statement-breakpoint
CREATE INDEX "texts_bands" ON "texts" USING gin ("bands");--> statement-breakpoint
CREATE INDEX "assessments_at" ON "assessments" USING btree ("account","assessed_at");--> statement-breakpoint
CREATE INDEX "stale_accounts_since" ON "stale_accounts" USING btree ("since");--> statement-breakpoint
CREATE INDEX "standings_order" ON "standings" USING btree ("band","log_odds");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_one_open" ON "cases" USING btree ("account") WHERE status <> 'settled';--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE INDEX "cases_queue" ON "cases" USING btree ("priority" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE status <> 'settled';--> statement-breakpoint
CREATE INDEX "cases_due" ON "cases" USING btree ("due_at","id") WHERE status <> 'settled';--> statement-breakpoint
CREATE INDEX "cases_asked" ON "cases" USING btree ("asked_until") WHERE status = 'asked';--> statement-breakpoint
CREATE INDEX "cases_name" ON "cases" USING btree (lower("account_name") text_pattern_ops) WHERE status <> 'settled';--> statement-breakpoint
CREATE INDEX "cases_proposed" ON "cases" USING btree ("due_at","id") WHERE status = 'proposed';--> statement-breakpoint
CREATE INDEX "cases_stake" ON "cases" USING btree ("stake_usd" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE status <> 'settled';--> statement-breakpoint
CREATE INDEX "cases_odds" ON "cases" USING btree ("log_odds" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE status <> 'settled';--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("opened_at","id") WHERE status <> 'settled';--> statement-breakpoint
CREATE INDEX "cases_mine" ON "cases" USING btree ("claimed_by") WHERE status <> 'settled';--> statement-breakpoint
CREATE INDEX "cases_ring" ON "cases" USING btree ("ring") WHERE ring is not null;--> statement-breakpoint
CREATE INDEX "cases_account" ON "cases" USING btree ("account","opened_at");--> statement-breakpoint
CREATE INDEX "notes_case" ON "notes" USING btree ("case_id","written_at");--> statement-breakpoint
CREATE INDEX "exhibit_sets_case" ON "exhibit_sets" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "confirmations_at" ON "confirmations" USING btree ("confirmed_at","decision");--> statement-breakpoint
CREATE UNIQUE INDEX "countersignatures_one" ON "countersignatures" USING btree ("decision","signed_by");--> statement-breakpoint
CREATE INDEX "decisions_case" ON "decisions" USING btree ("case_id","proposed_at");--> statement-breakpoint
CREATE INDEX "decisions_account" ON "decisions" USING btree ("account","proposed_at");--> statement-breakpoint
CREATE INDEX "decisions_exhibits" ON "decisions" USING btree ("exhibit_set");--> statement-breakpoint
CREATE INDEX "decisions_at" ON "decisions" USING btree ("proposed_at","id");--> statement-breakpoint
CREATE INDEX "liftings_at" ON "liftings" USING btree ("lifted_at","decision");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_at") WHERE status in ('waiting', 'leased');--> statement-breakpoint
CREATE INDEX "deliveries_failed" ON "deliveries" USING btree ("id") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "deliveries_order" ON "deliveries" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "deliveries_notice" ON "deliveries" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "deliveries_list" ON "deliveries" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "delivery_tries_delivery" ON "delivery_tries" USING btree ("delivery","tried_at");--> statement-breakpoint
CREATE INDEX "notices_decision" ON "notices" USING btree ("decision");--> statement-breakpoint
CREATE INDEX "notices_account" ON "notices" USING btree ("account","rendered_at");--> statement-breakpoint
CREATE INDEX "orders_decision" ON "orders" USING btree ("decision");--> statement-breakpoint
CREATE INDEX "orders_account" ON "orders" USING btree ("account","issued_at");--> statement-breakpoint
CREATE INDEX "answers_case" ON "answers" USING btree ("case_id","answered_at");--> statement-breakpoint
CREATE INDEX "answers_decision" ON "answers" USING btree ("decision");--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_one" ON "appeals" USING btree ("decision");--> statement-breakpoint
CREATE INDEX "appeals_case" ON "appeals" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "appeals_waiting" ON "appeals" USING btree ("due_at","id") WHERE status in ('waiting', 'hearing');--> statement-breakpoint
CREATE UNIQUE INDEX "holder_pages_decision" ON "holder_pages" USING btree ("decision");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sign_in_failures_key" ON "sign_in_failures" USING btree ("key","failed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email" ON "staff" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "staff_identities_staff" ON "staff_identities" USING btree ("staff");--> statement-breakpoint
CREATE INDEX "ledger_chains_unsigned" ON "ledger_chains" USING btree ("chain") WHERE seq > signed_seq;--> statement-breakpoint
CREATE INDEX "ledger_entries_at" ON "ledger_entries" USING btree ("at","chain","seq");--> statement-breakpoint
CREATE INDEX "ledger_entries_actor" ON "ledger_entries" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "ledger_entries_command" ON "ledger_entries" USING btree ("command","at");