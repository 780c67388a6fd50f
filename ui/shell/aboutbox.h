// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace doorbuster {

/// What this program is, in a box that waits to be closed.
void showAbout(QWidget *window);

} // namespace doorbuster
