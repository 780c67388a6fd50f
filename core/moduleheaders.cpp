// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Nothing but the place where the headers of the modules are precompiled.
