// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/logmodel.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QToolButton;

namespace doorbuster {

class TableView;

/// The run's log with a filter. It follows the newest line until one scrolls up, and again from the end on.
class LogPanel final : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget *parent = nullptr);

    /// Lines come in one by one, and are shown together a moment later.
    void add(const LogLine &line);
    void flush();
    void clear();
    /// Lines are kept, but not shown, until it is false again.
    void setHeld(bool held);

    void setEmptyText(const QString &text); ///< said while there is no line

    LogModel &model() { return m_model; }
    TableView &view() const { return *m_view; }
    QLineEdit &filter() const { return *m_filter; }
    QToolButton &followButton() const { return *m_follow; }
    QToolButton &copyButton() const { return *m_copy; }
    bool isFollowing() const { return m_following; }

private:
    void setFollowing(bool following);
    void onScrolled(int value);
    void setFilter(const QString &text);
    void tellEmpty();
    void tellCount();

    LogModel m_model;
    QSortFilterProxyModel *m_proxy = nullptr;
    TableView *m_view = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_follow = nullptr;
    QToolButton *m_copy = nullptr;
    QLabel *m_count = nullptr;
    QString m_emptyText;
    QTimer m_soon;
    std::vector<LogLine> m_pending;
    bool m_held = false;
    bool m_following = true;
    bool m_changing = false; ///< the lines move, not the reader
};

} // namespace doorbuster
