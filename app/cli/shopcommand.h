// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace doorbuster {

/// `doorbuster-cli shop list|check|try|schema`: descriptions of shops. Returns the exit status: 104 where a description
/// has errors.
int shopCommand(const QStringList &arguments);

} // namespace doorbuster
