// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/export/csvsaving.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace doorbuster {

/// Says where a table went, or why it could not be written, until it is dismissed. Hidden at first.
class SavedNotice final : public QWidget {
    Q_OBJECT
public:
    explicit SavedNotice(QWidget *parent = nullptr);

    void showOutcome(const SavedTable &table);

private:
    QLabel *m_text = nullptr;
    QPushButton *m_show = nullptr;
    QString m_folder;
};

} // namespace doorbuster
