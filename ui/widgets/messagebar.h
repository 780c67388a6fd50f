// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QList>

class QHBoxLayout;
class QLabel;
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

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void restyle();
    void dismiss();

    Kind m_kind = Kind::Information;
    QLabel *m_sign = nullptr;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_layout = nullptr;
    QList<QPushButton *> m_buttons;
    QPushButton *m_close = nullptr;
};

} // namespace doorbuster
