import { holdSecret } from "#app/auth/link-token.server";

holdSecret(Buffer.alloc(32, "tests only"));
