// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace doorbuster {

/// `doorbuster-cli report RESULT [OPTIONS]`: prints a saved run and makes other outputs from it.
int reportCommand(const QStringList &arguments);

} // namespace doorbuster
