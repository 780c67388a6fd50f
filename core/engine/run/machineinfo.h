// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

namespace doorbuster {

/// This machine, for the record: a figure means little without where it was measured.
MachineInfo describeMachine();

} // namespace doorbuster
