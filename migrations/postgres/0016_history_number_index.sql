DROP INDEX "history_calls_number";--> statement-breakpoint
CREATE INDEX "history_calls_number" ON "history_calls" USING btree ("number","arrived_at") WHERE "history_calls"."number" is not null;