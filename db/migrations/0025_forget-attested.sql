CREATE INDEX `attestations_forget` ON `attestations` (`at`) WHERE name is not null or words is not null;--> statement-breakpoint
CREATE INDEX `service_records_forget` ON `service_records` (`at`) WHERE facts is not null;--> statement-breakpoint
CREATE INDEX `settlements_forget` ON `settlements` (`at`) WHERE reason is not null;