// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace doorbuster {

/// A titled panel on the ground: what every page is made of. The title is its accessible name.
class Card final : public QFrame {
    Q_OBJECT
public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr); ///< without a title, no header is shown

    void setTitle(const QString &title); ///< plain text
    /// Puts a widget at the right end of the header: a legend, a choice, buttons.
    void addHeaderWidget(QWidget *widget);
    /// Fills the card, below its header. `margins` false: up to its edges, for tables.
    void setContent(QWidget *content, bool margins = true);

private:
    QVBoxLayout *m_layout = nullptr;
    QWidget *m_header = nullptr;
    QHBoxLayout *m_headerLayout = nullptr;
    QLabel *m_title = nullptr;
};

} // namespace doorbuster
