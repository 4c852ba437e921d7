-- The queue's filters of state and reason: few cases among many are found without walking the order.
CREATE INDEX "cases_held" ON "cases" USING btree ("lease_until") WHERE status = 'claimed';--> statement-breakpoint
CREATE INDEX "cases_reasons" ON "cases" USING gin ("reasons" jsonb_path_ops) WHERE status <> 'settled';