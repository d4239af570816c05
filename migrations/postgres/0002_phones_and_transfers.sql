CREATE TABLE "directory" (
	"id" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"call_id" text NOT NULL,
	"leg" text NOT NULL,
	"kind" text NOT NULL,
	"mode" text NOT NULL,
	"called_by" text,
	"agent_id" text,
	"contact_id" text,
	"name" jsonb,
	"number" text,
	"unit" text,
	"called_at" bigint NOT NULL,
	"joined_at" bigint,
	"ended_at" bigint,
	"how" text,
	"talk_ms" bigint
);
--> statement-breakpoint
CREATE TABLE "service_ratings" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"call_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"at" bigint NOT NULL,
	"result" text NOT NULL,
	"score" bigint
);
--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "wants_standing_leg" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "auto_accept" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "with_agent_id" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "further_leg" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "transferred_at" bigint;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "transfer_queue_id" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "held_at" bigint;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "surveyed_at" bigint;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_ratings" ADD CONSTRAINT "service_ratings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "parties_call" ON "parties" USING btree ("call_id","seq");--> statement-breakpoint
CREATE INDEX "parties_unit" ON "parties" USING btree ("unit","called_at");--> statement-breakpoint
CREATE INDEX "parties_open" ON "parties" USING btree ("call_id","seq") WHERE "parties"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "service_ratings_call" ON "service_ratings" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "service_ratings_agent" ON "service_ratings" USING btree ("agent_id","at");