// KeyboardInput: what the on-screen keyboard does to the field that has the focus. It knows no key shapes; Keyboard.qml
// draws them.
#pragma once

#include <memory>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include "kiosk/input/pinyin.hpp"

namespace doorstep::kiosk {

class KeyboardInput : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    // True while a field that takes text has the focus.
    Q_PROPERTY(bool wanted READ wanted NOTIFY fieldChanged)
    // "digits", "idNumber" (digits and X), "money" (digits and a point) or "letters".
    Q_PROPERTY(QString layout READ layout NOTIFY fieldChanged)
    // Whether this field may be typed in pinyin (not for secrets and Latin fields, nor without a dictionary).
    Q_PROPERTY(bool pinyinPossible READ pinyin_possible NOTIFY fieldChanged)
    // Letters go through pinyin; a person may switch it off.
    Q_PROPERTY(bool chinese READ chinese WRITE set_chinese NOTIFY fieldChanged)
    Q_PROPERTY(QString composition READ composition NOTIFY composed)
    Q_PROPERTY(QStringList candidates READ candidates NOTIFY composed)
    Q_PROPERTY(bool earlier READ earlier NOTIFY composed)
    Q_PROPERTY(bool later READ later NOTIFY composed)

  public:
    // Opens the dictionary at share_folder()/pinyin when a field first wants it.
    explicit KeyboardInput(QObject* parent = nullptr);
    ~KeyboardInput() override;

    // A character key: a letter is composed in Chinese, all else goes straight into the field.
    Q_INVOKABLE void type(const QString& text);
    // The n-th candidate.
    Q_INVOKABLE void choose(int n);
    // Takes back the last letter being composed, else the character before the cursor.
    Q_INVOKABLE void erase();
    // The space bar: the first candidate while composing, else a space.
    Q_INVOKABLE void space();
    Q_INVOKABLE void turnPage(bool forward);
    // Tells the field that it is done (accepted) and gives up the focus, which closes the keyboard.
    Q_INVOKABLE void finish();
    // Closes the keyboard without that.
    Q_INVOKABLE void hide();

    bool wanted() const { return !field_.isNull(); }
    QString layout() const { return layout_; }
    bool pinyin_possible() const { return pinyin_possible_; }
    bool chinese() const { return pinyin_possible_ && chinese_; }
    // Drops what is being composed.
    void set_chinese(bool chinese);
    QString composition() const { return QString::fromStdString(view_.composition); }
    QStringList candidates() const;
    bool earlier() const { return view_.earlier; }
    bool later() const { return view_.later; }

  signals:
    void fieldChanged();
    void composed();

  private:
    void look_at(QObject* focus);
    void commit(const QString& text);
    void key(int key);
    void recompose();

    QPointer<QObject> field_;
    QString layout_;
    bool pinyin_possible_ = false;
    bool chinese_ = true;
    std::unique_ptr<Pinyin> pinyin_;
    PinyinView view_;
};

}  // namespace doorstep::kiosk
