DROP INDEX "photos_keys";--> statement-breakpoint
DROP INDEX "templates_bands";--> statement-breakpoint
DROP INDEX "texts_bands";--> statement-breakpoint
CREATE INDEX "photos_keys" ON "photos" USING gin ("keys") WITH (fastupdate=off);--> statement-breakpoint
CREATE INDEX "templates_bands" ON "templates" USING gin ("bands") WITH (fastupdate=off);--> statement-breakpoint
CREATE INDEX "texts_bands" ON "texts" USING gin ("bands") WITH (fastupdate=off);