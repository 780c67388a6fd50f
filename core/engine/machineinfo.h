// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/runresult.h"

namespace doorbuster {

/// This machine, for the record: a figure means little without where it was measured.
MachineInfo describeMachine();

} // namespace doorbuster
