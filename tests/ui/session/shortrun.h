// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/resolvedprofile.h"

namespace doorbuster {

/// A test of two seconds: 40 buyers for 12 units, without the waits that only real shops need.
Profile shortProfile();
/// The same, ready to run; `settings` are those of `--set`.
ResolvedProfile shortRun(const QStringList &settings = {});

} // namespace doorbuster
