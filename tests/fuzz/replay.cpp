// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Feeds a fuzz harness with the files of folders, each as a whole and cut off at every byte. In place of libFuzzer's
// main.

#include <QDir>
#include <QFile>

#include <cstddef>
#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    qsizetype files = 0;
    for (int i = 1; i < argc; ++i) {
        const QDir folder(QString::fromLocal8Bit(argv[i]));
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "Cannot read %s\n", qPrintable(file.fileName()));
                return 1;
            }
            const QByteArray content = file.readAll();
            std::fprintf(stderr, "%s\n", qPrintable(name));
            for (qsizetype size = content.size(); size >= 0; --size) {
                // A copy of just that size, so that reading beyond its end is seen.
                const QByteArray part(content.constData(), size);
                LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(part.constData()), std::size_t(size));
            }
            ++files;
        }
    }
    if (files == 0) {
        std::fprintf(stderr, "There is no file to replay\n");
        return 1;
    }
    return 0;
}
