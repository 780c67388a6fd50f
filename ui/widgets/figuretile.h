// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

#include <optional>

class QLabel;

namespace doorbuster {

/// One figure to be read from across the room: caption, value, and a line that sets it in relation.
class FigureTile final : public QFrame {
    Q_OBJECT
public:
    explicit FigureTile(const QString &caption, QWidget *parent = nullptr);

    void setCaption(const QString &caption);
    /// Plain texts. The colour is the token of a verdict; unset = ordinary text. The accessible text is all three
    /// lines.
    void setFigure(const QString &value, const QString &detail = {}, std::optional<QColor> color = {});
    QString value() const;
    QString detail() const;

private:
    void describe();

    QLabel *m_caption = nullptr;
    QLabel *m_value = nullptr;
    QLabel *m_detail = nullptr;
};

} // namespace doorbuster
