ALTER TABLE "attachments" ADD COLUMN "seq" bigint;--> statement-breakpoint
ALTER TABLE "score_objections" ADD COLUMN "seq" bigint;--> statement-breakpoint
ALTER TABLE "score_objections" ADD COLUMN "ruled_seq" bigint;--> statement-breakpoint
CREATE INDEX "outbox_recipient" ON "outbox" USING btree ("recipient");--> statement-breakpoint
CREATE INDEX "score_objections_seq" ON "score_objections" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "score_objections_ruled" ON "score_objections" USING btree ("ruled_seq");--> statement-breakpoint
CREATE INDEX "score_objections_case" ON "score_objections" USING btree ("case_no") WHERE "score_objections"."case_no" is not null;