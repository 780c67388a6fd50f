// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/designtokens.h"
#include "core/verdict/thresholds.h"
#include "core/verdict/verification.h"

#include <QColor>
#include <QFont>
#include <QObject>

namespace doorbuster {

inline constexpr int pageSpacing = 8; ///< between the cards and groups of a page, in pixels

/// How the program looks: the one owner of palette, style sheet and colours. Lives with the QApplication, on its
/// thread. Without a QApplication's initialise() widgets look like the platform's, which tests may do.
class Appearance final : public QObject {
    Q_OBJECT
public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    static Appearance &instance();

    /// Sets style, palette and style sheet of the application, and follows the system's scheme from then on.
    void initialise();
    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);

    bool isDark() const { return m_dark; }
    const DesignTokens &tokens() const { return m_dark ? darkTokens : lightTokens; }
    QColor tint(ChartTint tint) const;
    QColor controlLine() const; ///< around fields and buttons: at least 3:1 against what is behind them

Q_SIGNALS:
    /// Colours have changed: whoever paints by itself paints anew. Widgets' palettes are already the new ones.
    void changed();

private:
    Appearance();
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool systemIsDark() const;
    void apply();

    Scheme m_scheme = Scheme::System;
    bool m_dark = false;
    bool m_initialised = false;
    bool m_applying = false;
};

inline QColor toColor(std::uint32_t rgb)
{
    return QColor::fromRgb(QRgb(rgb));
}

/// A verdict is a word, a sign and a colour, never colour alone.
struct VerdictSign {
    QString sign; ///< "✓"
    QString word; ///< "pass"
    QColor color; ///< of the present scheme

    QString text() const { return sign + QLatin1Char(' ') + word; }
};
/// Where a model keeps the verdict itself beside its text and colour: an int of CheckVerdict.
inline constexpr int verdictRole = Qt::UserRole + 100;
VerdictSign signOf(CheckVerdict verdict);
VerdictSign signOf(ThresholdResult::State state);
VerdictSign signOf(Headline headline); ///< word is the headline in capitals

/// Figures that stand in columns or change in place: the application's font with digits of one width.
QFont tabularFont(const QFont &base);
/// Secondary text: 11 px where the base is 13.
QFont secondaryFont(const QFont &base);

} // namespace doorbuster
