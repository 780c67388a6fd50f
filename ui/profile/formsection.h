// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace doorbuster {

/// A group of the form under a heading that folds it away. How many errors lie inside stands in the heading.
class FormSection final : public QWidget {
    Q_OBJECT
public:
    explicit FormSection(const QString &title, QWidget *parent = nullptr);

    QString title() const { return m_title; }
    void add(QWidget *widget);
    bool isFolded() const;
    void setFolded(bool folded);
    void setErrorCount(int errors);
    QToolButton *heading() const { return m_heading; }

private:
    void restyle();

    QString m_title;
    QToolButton *m_heading = nullptr;
    QLabel *m_errors = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_bodyLayout = nullptr;
};

} // namespace doorbuster
