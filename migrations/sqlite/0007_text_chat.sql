CREATE TABLE `chat_messages` (
	`seq` integer PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`n` integer NOT NULL,
	`at` integer NOT NULL,
	`speaker` text NOT NULL,
	`agent_id` text,
	`text` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_messages_of` ON `chat_messages` (`chat_id`,`n`);--> statement-breakpoint
CREATE TABLE `chats` (
	`id` text PRIMARY KEY NOT NULL,
	`queue_id` text NOT NULL,
	`priority` integer NOT NULL,
	`language` text NOT NULL,
	`secret_hash` text NOT NULL,
	`number` text,
	`seq` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`accepted_at` integer,
	`wait_ms` integer,
	`agent_id` text,
	`held` integer DEFAULT 0 NOT NULL,
	`offer_id` text,
	`offer_agent_id` text,
	`said` integer DEFAULT 0 NOT NULL,
	`said_at` integer,
	`ended_at` integer,
	`cause` text,
	`ended_by` text,
	`talk_ms` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `chats_open` ON `chats` (`opened_at`) WHERE "chats"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `chats_agent` ON `chats` (`agent_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `chats_number` ON `chats` (`number`) WHERE "chats"."number" is not null;