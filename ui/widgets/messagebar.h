// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QList>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace doorbuster {

/// A message above the pages that does not stop the work: what went wrong, or where something went. One at a time; Esc
/// or its button closes it.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    /// Plain text; several lines are shown as such, at most `maxLines`, the rest by the tool tip. `actions` become
    /// buttons; they are not owned.
    void showMessage(Kind kind, const QString &text, const QList<QAction *> &actions = {});
    QString text() const;
    /// What is being done, with a bar for how much of it is done, until the next message.
    void showProgress(const QString &text, const QList<QAction *> &actions);
    void setProgress(double share); ///< 0…1

Q_SIGNALS:
    void closed();
    void changed(); ///< another message, or none

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void put(const QString &text, const QList<QAction *> &actions);
    void restyle();
    void dismiss();

    Kind m_kind = Kind::Information;
    QProgressBar *m_progress = nullptr; ///< hidden unless something is being done
    QLabel *m_sign = nullptr;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_layout = nullptr;
    QList<QPushButton *> m_buttons;
    QPushButton *m_close = nullptr;
};

} // namespace doorbuster
