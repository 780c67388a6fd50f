// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/csstokens.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;

class TestCssTokens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colors()
    {
        QCOMPARE(cssColor(0x00a0ff), QByteArray("#00a0ff"));
        QCOMPARE(cssColor(cssTokens.text), QByteArray("var(--text)"));
        QCOMPARE(cssColor(cssTokens.tint(ChartTint::Blue)), QByteArray("var(--series-1)"));
        QCOMPARE(cssColor(cssTokens.tint(ChartTint::Fail)), QByteArray("var(--fail)"));
    }

    /// Each variable that a picture may use is one that the style sheet sets, to the token's own colour.
    void everyVariableIsSet()
    {
        const auto all = [](const DesignTokens &tokens) {
            std::vector<std::uint32_t> colors{tokens.ground, tokens.card, tokens.line, tokens.text, tokens.secondary,
                tokens.accent, tokens.onAccent, tokens.pass, tokens.fail, tokens.warn};
            colors.insert(colors.end(), tokens.series.begin(), tokens.series.end());
            return colors;
        };
        for (const DesignTokens &tokens : {lightTokens, darkTokens}) {
            const QByteArray css = ';' + cssVariables(tokens);
            const auto names = all(cssTokens);
            const auto colors = all(tokens);
            for (std::size_t i = 0; i < colors.size(); ++i) {
                const QByteArray name = cssColor(names[i]).mid(4).chopped(1); // without var( and )
                QVERIFY2(css.contains(QByteArray(';' + name + ':' + cssColor(colors[i]) + ';')), name.constData());
            }
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestCssTokens)
#include "tst_csstokens.moc"
