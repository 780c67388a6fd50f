// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/checktable.h"
#include "core/shop/compiled/compiledshop.h"

#include <QMap>
#include <QString>

namespace doorbuster {

/// The checks that a shop cannot be held to, since it has no such thing by its description: each with the reason, a
/// sentence.
QMap<CheckId, QString> inapplicableChecks(const CompiledShop &shop);

} // namespace doorbuster
