// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runconfig.h"

#include "core/result/runresult.h"
#include "tests/support/testprogram.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestRunConfig : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verifiesWithWhatTheEnvironmentHolds()
    {
        RunResult result;
        result.apiBase = u"http://127.0.0.1:4000"_s; // where the practice shop was, whatever the profile says
        result.profile.target.apiBase = u"http://localhost:1"_s;
        result.profile.target.headers.insert(u"Authorization"_s, u"Bearer ${TOKEN}"_s);
        QProcessEnvironment environment;
        environment.insert(u"TOKEN"_s, u"t0k"_s);
        environment.insert(u"DOORBUSTER_ADMIN_PASSWORD"_s, u"secret"_s);
        const VerificationConfig made = verificationConfig(result, environment);
        QVERIFY(made.errors.isEmpty());
        QCOMPARE(made.config.profile.target.apiBase, result.apiBase);
        QCOMPARE(made.config.headers.value(u"Authorization"_s), u"Bearer t0k"_s);
        QCOMPARE(made.config.profile.sale.adminPassword, u"secret"_s);
    }

    void namesWhatTheEnvironmentLacks()
    {
        RunResult result;
        result.profile.target.headers.insert(u"Authorization"_s, u"Bearer ${TOKEN}"_s);
        const VerificationConfig made = verificationConfig(result, QProcessEnvironment());
        QVERIFY2(describe(made.errors).contains(u"TOKEN"_s), qPrintable(describe(made.errors)));
        QVERIFY(made.config.profile.sale.adminPassword.isEmpty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunConfig)
#include "tst_runconfig.moc"
