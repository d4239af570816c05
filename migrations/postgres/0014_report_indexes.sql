CREATE INDEX "cases_closed" ON "cases" USING btree ("closed_at") WHERE "cases"."closed_at" is not null;--> statement-breakpoint
CREATE INDEX "dispatches_dispatched" ON "dispatches" USING btree ("dispatched_at");--> statement-breakpoint
CREATE INDEX "history_ratings_at" ON "history_ratings" USING btree ("rated_at");