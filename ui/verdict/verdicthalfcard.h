// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/verdictsummary.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;

namespace doorbuster {

class Card;

/// A figure beside a headline.
struct HeadlineFigure {
    QString caption;
    QString value;
    QString name; ///< of the object, for tests and for accessibility tools
    bool hasTone = false; ///< in the colour of the verdict
};

/// One half of a verdict, to be read from across the room: a bar of its colour, what is judged, sign and words, a
/// sentence, and the figures that it rests on. Both halves are of these, so that neither is the larger one.
class VerdictHalfCard final : public QWidget {
    Q_OBJECT
public:
    /// `title` says what is judged; `name` is the object name of the headline.
    VerdictHalfCard(const QString &title, const QString &name, QWidget *parent = nullptr);

    void setHalf(const VerdictHalf &half, const std::vector<HeadlineFigure> &figures);

private:
    void recolour();

    VerdictHalf m_half;
    Card *m_card = nullptr;
    QWidget *m_bar = nullptr;
    QWidget *m_content = nullptr;
    QLabel *m_words = nullptr;
    QLabel *m_sentence = nullptr;
    QHBoxLayout *m_figures = nullptr;
    std::vector<QLabel *> m_toned;
};

} // namespace doorbuster
