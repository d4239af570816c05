ALTER TABLE "calls" ADD COLUMN "place_expires_at" bigint;--> statement-breakpoint
CREATE INDEX "calls_places" ON "calls" USING btree ("arrived_at") WHERE "calls"."place_expires_at" is not null;