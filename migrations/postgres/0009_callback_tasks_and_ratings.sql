CREATE TABLE "attempts" (
	"call_id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"purpose" text NOT NULL,
	"number" text NOT NULL,
	"agent_id" text NOT NULL,
	"began_at" bigint NOT NULL,
	"local_day" bigint NOT NULL,
	"local_hour" bigint NOT NULL,
	"answered_at" bigint,
	"ended_at" bigint,
	"ring_ms" bigint,
	"talk_ms" bigint,
	"network" jsonb,
	"outcome" text,
	"by_network" text,
	"by_agent" text,
	"appointment" bigint,
	"closed_at" bigint,
	"note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "callback_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"purpose" text NOT NULL,
	"number" text,
	"case_no" text,
	"round" bigint,
	"order" bigint NOT NULL,
	"urgent" boolean NOT NULL,
	"source" text NOT NULL,
	"request_id" text NOT NULL,
	"note" text NOT NULL,
	"created_at" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"version" bigint NOT NULL,
	"state" text NOT NULL,
	"since" bigint NOT NULL,
	"due" bigint,
	"appointment" bigint,
	"attempts" jsonb NOT NULL,
	"agent_id" text,
	"call_id" text,
	"drawn" boolean NOT NULL,
	"result" text
);
--> statement-breakpoint
CREATE TABLE "sample_seeds" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"local_day" bigint NOT NULL,
	"seed" text NOT NULL,
	"share_per_mille" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_facts" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "task_id" text;--> statement-breakpoint
ALTER TABLE "rating_rulings" ADD COLUMN "state" text DEFAULT 'confirmed' NOT NULL;--> statement-breakpoint
ALTER TABLE "rating_rulings" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "rating_rulings" ADD COLUMN "decided_at" bigint;--> statement-breakpoint
ALTER TABLE "rating_rulings" ADD COLUMN "decision" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ratings" ADD COLUMN "own_number" boolean;--> statement-breakpoint
CREATE INDEX "attempts_task" ON "attempts" USING btree ("task_id","began_at","call_id");--> statement-breakpoint
CREATE INDEX "attempts_number" ON "attempts" USING btree ("number","began_at","call_id");--> statement-breakpoint
CREATE INDEX "attempts_began" ON "attempts" USING btree ("began_at","call_id");--> statement-breakpoint
CREATE INDEX "attempts_open" ON "attempts" USING btree ("began_at","call_id") WHERE "attempts"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "callback_tasks_request" ON "callback_tasks" USING btree ("campaign_id","request_id");--> statement-breakpoint
CREATE INDEX "callback_tasks_next" ON "callback_tasks" USING btree ("campaign_id","urgent","order","id","due") WHERE not ("callback_tasks"."state" <> 'waiting');--> statement-breakpoint
CREATE INDEX "callback_tasks_due" ON "callback_tasks" USING btree ("campaign_id","due") WHERE not ("callback_tasks"."state" <> 'waiting');--> statement-breakpoint
CREATE INDEX "callback_tasks_linked" ON "callback_tasks" USING btree ("due","id") WHERE not ("callback_tasks"."state" <> 'linked');--> statement-breakpoint
CREATE INDEX "callback_tasks_number" ON "callback_tasks" USING btree ("number","created_at","id") WHERE "callback_tasks"."number" is not null;--> statement-breakpoint
CREATE INDEX "callback_tasks_case" ON "callback_tasks" USING btree ("case_no","created_at","id") WHERE "callback_tasks"."case_no" is not null;--> statement-breakpoint
CREATE INDEX "callback_tasks_created" ON "callback_tasks" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "callback_tasks_campaign" ON "callback_tasks" USING btree ("campaign_id","created_at","id");--> statement-breakpoint
CREATE INDEX "callback_tasks_state" ON "callback_tasks" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "callback_tasks_campaign_state" ON "callback_tasks" USING btree ("campaign_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "callback_tasks_result" ON "callback_tasks" USING btree ("result","created_at","id") WHERE "callback_tasks"."result" is not null;--> statement-breakpoint
CREATE INDEX "callback_tasks_campaign_result" ON "callback_tasks" USING btree ("campaign_id","result","created_at","id") WHERE "callback_tasks"."result" is not null;--> statement-breakpoint
CREATE INDEX "sample_seeds_day" ON "sample_seeds" USING btree ("campaign_id","local_day","seq");--> statement-breakpoint
CREATE INDEX "task_facts_task" ON "task_facts" USING btree ("task_id","seq");