CREATE TABLE `record_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`digest` text NOT NULL,
	CONSTRAINT "record_head_one" CHECK("record_head"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `service_records` (
	`number` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`month` text NOT NULL,
	`mode` text NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`minutes` integer NOT NULL,
	`state` text NOT NULL,
	`replaces` integer,
	`commitment` text NOT NULL,
	`previous_digest` text NOT NULL,
	`digest` text NOT NULL,
	`facts` text,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "service_records_number" CHECK("service_records"."number" >= 1),
	CONSTRAINT "service_records_held" CHECK(("service_records"."held" = 1) = ("service_records"."not_held_reason" is null)),
	CONSTRAINT "service_records_minutes" CHECK("service_records"."minutes" is null or (typeof("service_records"."minutes") = 'integer' and "service_records"."minutes" >= 0)),
	CONSTRAINT "service_records_state" CHECK("service_records"."state" in ('confirmed', 'auto_confirmed', 'settled')),
	CONSTRAINT "service_records_replaces" CHECK("service_records"."replaces" is null or "service_records"."replaces" < "service_records"."number"),
	CONSTRAINT "service_records_digests" CHECK(length("service_records"."digest") = 64 and length("service_records"."previous_digest") = 64)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_records_code_unique` ON `service_records` (`code`);--> statement-breakpoint
CREATE INDEX `service_records_assignment` ON `service_records` (`assignment_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `service_records_replaced` ON `service_records` (`replaces`) WHERE replaces is not null;