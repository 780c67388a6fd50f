// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace doorbuster {

/// `doorbuster-cli verify RESULT [OPTIONS]`: reads the shop's books for a finished run once more.
int verifyCommand(const QStringList &arguments);

} // namespace doorbuster
