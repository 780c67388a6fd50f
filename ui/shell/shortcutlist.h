// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace doorbuster {

/// Every shortcut of the window, read from its actions, so that the list cannot go stale.
class ShortcutList final : public QDialog {
    Q_OBJECT
public:
    ShortcutList(const QList<QAction *> &actions, QWidget *parent);
};

} // namespace doorbuster
