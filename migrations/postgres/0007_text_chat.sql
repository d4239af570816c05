CREATE TABLE "chat_messages" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"chat_id" text NOT NULL,
	"n" bigint NOT NULL,
	"at" bigint NOT NULL,
	"speaker" text NOT NULL,
	"agent_id" text,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"id" text PRIMARY KEY NOT NULL,
	"queue_id" text NOT NULL,
	"priority" bigint NOT NULL,
	"language" text NOT NULL,
	"secret_hash" text NOT NULL,
	"number" text,
	"seq" bigint NOT NULL,
	"opened_at" bigint NOT NULL,
	"accepted_at" bigint,
	"wait_ms" bigint,
	"agent_id" text,
	"held" bigint DEFAULT 0 NOT NULL,
	"offer_id" text,
	"offer_agent_id" text,
	"said" bigint DEFAULT 0 NOT NULL,
	"said_at" bigint,
	"ended_at" bigint,
	"cause" text,
	"ended_by" text,
	"talk_ms" bigint
);
--> statement-breakpoint
CREATE UNIQUE INDEX "chat_messages_of" ON "chat_messages" USING btree ("chat_id","n");--> statement-breakpoint
CREATE INDEX "chats_open" ON "chats" USING btree ("opened_at") WHERE "chats"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "chats_agent" ON "chats" USING btree ("agent_id","opened_at");--> statement-breakpoint
CREATE INDEX "chats_number" ON "chats" USING btree ("number") WHERE "chats"."number" is not null;