ALTER TABLE "dispatches" ADD COLUMN "contact_by" bigint;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "extended" boolean;--> statement-breakpoint
CREATE INDEX "dispatches_contact" ON "dispatches" USING btree ("contact_by");