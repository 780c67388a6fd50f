// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/queuehistory.h"

namespace doorbuster {

/// Units held or sold, at the moment when they were the most; ns since the run's start.
struct MostTaken {
    qint64 units = 0;
    qint64 at = 0;
};

/// A lower bound: counts a hold from when it was seen, for as long as it lasts for certain.
MostTaken takenForCertain(const QueueHistory &queue);
/// An upper bound of what the holds that were seen took: counts each from when it may have been granted, until its unit
/// was surely free again.
MostTaken takenAtMost(const QueueHistory &queue);

} // namespace doorbuster
