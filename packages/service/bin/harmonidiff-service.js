#!/usr/bin/env node
// npm links this file before the build has made dist.
import '../dist/main.js';
