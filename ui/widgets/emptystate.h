// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace doorbuster {

/// What a page says where it has nothing to show yet: a headline, a sentence, and what to do about it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString &headline, const QString &sentence, QWidget *parent = nullptr);

    void setTexts(const QString &headline, const QString &sentence); ///< plain texts
    /// A button, drawn as the main one where it is the first; it triggers and follows the action.
    void addAction(QAction *action);
    using QWidget::addAction;

private:
    QLabel *m_headline = nullptr;
    QLabel *m_sentence = nullptr;
    QVBoxLayout *m_layout = nullptr;
    int m_buttons = 0;
};

} // namespace doorbuster
