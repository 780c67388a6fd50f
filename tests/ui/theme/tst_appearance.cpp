// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/appearance.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// WCAG 2's relative luminance.
double luminance(QColor color)
{
    const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(std::uint32_t a, std::uint32_t b)
{
    const double x = luminance(toColor(a));
    const double y = luminance(toColor(b));
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestAppearance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void schemeSetsPaletteAndTells();
    void textIsLegible_data();
    void textIsLegible();
    void controlsStandOut();
    void signsDifferWithoutColour();
    void fontsKeepTheirFamily();
};

void TestAppearance::initTestCase()
{
    Appearance::instance().initialise();
}

void TestAppearance::schemeSetsPaletteAndTells()
{
    Appearance &appearance = Appearance::instance();
    appearance.setScheme(Appearance::Scheme::Light);
    QSignalSpy changed(&appearance, &Appearance::changed);
    appearance.setScheme(Appearance::Scheme::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(appearance.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), toColor(darkTokens.ground));
    QCOMPARE(QApplication::palette().color(QPalette::WindowText), toColor(darkTokens.text));
    QVERIFY(!qApp->styleSheet().contains(u'@')); // every token was filled in
    appearance.setScheme(Appearance::Scheme::Light);
    QVERIFY(!appearance.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Base), toColor(lightTokens.card));
    QCOMPARE(appearance.tint(ChartTint::Fail), toColor(lightTokens.fail));
}

void TestAppearance::textIsLegible_data()
{
    QTest::addColumn<quint32>("text");
    QTest::addColumn<quint32>("ground");
    for (const bool dark : {false, true}) {
        const DesignTokens &t = dark ? darkTokens : lightTokens;
        const auto add = [dark](const char *what, std::uint32_t text, std::uint32_t ground) {
            QTest::addRow("%s, %s", dark ? "dark" : "light", what) << text << ground;
        };
        add("text on card", t.text, t.card);
        add("text on ground", t.text, t.ground);
        add("secondary on card", t.secondary, t.card);
        add("pass on card", t.pass, t.card);
        add("fail on card", t.fail, t.card);
        add("warn on card", t.warn, t.card);
        add("on accent", t.onAccent, t.accent);
    }
}

void TestAppearance::textIsLegible()
{
    QFETCH(quint32, text);
    QFETCH(quint32, ground);
    QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
}

void TestAppearance::controlsStandOut()
{
    Appearance &appearance = Appearance::instance();
    for (const auto scheme : {Appearance::Scheme::Dark, Appearance::Scheme::Light}) {
        appearance.setScheme(scheme);
        const std::uint32_t line = appearance.controlLine().rgb() & 0xffffff;
        for (const std::uint32_t behind : {appearance.tokens().card, appearance.tokens().ground})
            QVERIFY2(contrast(line, behind) >= 3, qPrintable(QString::number(contrast(line, behind))));
        QVERIFY(qApp->styleSheet().contains(appearance.controlLine().name()));
    }
}

void TestAppearance::signsDifferWithoutColour()
{
    QSet<QString> texts;
    for (const auto verdict : {CheckVerdict::Off, CheckVerdict::NoData, CheckVerdict::Pass, CheckVerdict::Warn, CheckVerdict::Inconclusive,
             CheckVerdict::Fail}) {
        const VerdictSign sign = signOf(verdict);
        QCOMPARE(sign.sign.size(), 1);
        texts << sign.text();
    }
    QCOMPARE(texts.size(), 6);
    QCOMPARE(signOf(Headline::Overbooking).text(), u"✕ OVERBOOKING DETECTED"_s);
    QCOMPARE(signOf(Headline::Inconclusive).sign, u"?"_s);
    QCOMPARE(signOf(ThresholdResult::State::NoData).text(), u"– no data"_s);
}

void TestAppearance::fontsKeepTheirFamily()
{
    QFont base;
    base.setPixelSize(13);
    QCOMPARE(secondaryFont(base).pixelSize(), 11);
    QCOMPARE(secondaryFont(base).family(), base.family());
    base.setPointSizeF(10);
    QCOMPARE(secondaryFont(base).pointSizeF(), 8.5);
    QCOMPARE(tabularFont(base).family(), base.family());
}

DOORBUSTER_TEST(QTEST_MAIN, TestAppearance)
#include "tst_appearance.moc"
