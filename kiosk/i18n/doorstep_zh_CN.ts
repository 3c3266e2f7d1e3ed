<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Acting</name>
    <message>
        <source>I live in the same household</source>
        <translation>我和他（她）住在一起，是一家人</translation>
    </message>
    <message>
        <source>I am the parent or guardian</source>
        <translation>我是家长或者监护人</translation>
    </message>
    <message>
        <source>Of a child, or of somebody who cannot decide alone</source>
        <translation>替孩子，或者替自己拿不了主意的人</translation>
    </message>
    <message>
        <source>The person asked me to come</source>
        <translation>他（她）请我来办</translation>
    </message>
    <message>
        <source>A relative, neighbour or friend, with a signed entrustment</source>
        <translation>亲戚、邻居、朋友，要有签字的委托书</translation>
    </message>
    <message>
        <source>I come for the village committee</source>
        <translation>我是村（居）委会的，替他（她）办</translation>
    </message>
    <message>
        <source>The person asked the committee, with a signed entrustment</source>
        <translation>本人委托了村（居）委会，要有签字的委托书</translation>
    </message>
    <message>
        <source>Husband or wife</source>
        <translation>丈夫或者妻子</translation>
    </message>
    <message>
        <source>Son or daughter</source>
        <translation>儿子或者女儿</translation>
    </message>
    <message>
        <source>Father or mother</source>
        <translation>父亲或者母亲</translation>
    </message>
    <message>
        <source>Grandfather or grandmother</source>
        <translation>爷爷奶奶、外公外婆</translation>
    </message>
    <message>
        <source>Grandson or granddaughter</source>
        <translation>孙子孙女、外孙外孙女</translation>
    </message>
    <message>
        <source>Brother or sister</source>
        <translation>兄弟姐妹</translation>
    </message>
    <message>
        <source>Another relative</source>
        <translation>别的亲戚</translation>
    </message>
    <message>
        <source>Neighbour or friend</source>
        <translation>邻居或者朋友</translation>
    </message>
    <message>
        <source>Too ill or too old to come</source>
        <translation>生病或者年纪大，来不了</translation>
    </message>
    <message>
        <source>Far away, or no way to get here</source>
        <translation>在外地，或者路不方便</translation>
    </message>
    <message>
        <source>Cannot use this machine</source>
        <translation>不会用这台机器</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>别的原因</translation>
    </message>
    <message>
        <source>Please choose one.</source>
        <translation>请选一个。</translation>
    </message>
    <message>
        <source>Please type the name of the person you come for.</source>
        <translation>请填您替谁来办，写他（她）的姓名。</translation>
    </message>
    <message>
        <source>This is your own number. For yourself you need not say anything here.</source>
        <translation>这是您自己的号码。给自己办，不用在这里填。</translation>
    </message>
</context>
<context>
    <name>ActingAs</name>
    <message>
        <source>You and the person you come for</source>
        <translation>您和您替他办的人</translation>
    </message>
    <message>
        <source>How do you come for somebody else?</source>
        <translation>您怎么替别人来办？</translation>
    </message>
</context>
<context>
    <name>ActingName</name>
    <message>
        <source>Whom do you come for?</source>
        <translation>您替谁来办？</translation>
    </message>
    <message>
        <source>Name as on that person&apos;s ID card</source>
        <translation>姓名，跟他（她）身份证上的一样</translation>
    </message>
</context>
<context>
    <name>ActingNumber</name>
    <message>
        <source>What is that person&apos;s ID number?</source>
        <translation>他（她）的身份证号码是多少？</translation>
    </message>
    <message>
        <source>18 characters</source>
        <translation>18 位</translation>
    </message>
</context>
<context>
    <name>ActingPaper</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Bring it later</source>
        <translation>以后再带来</translation>
    </message>
    <message>
        <source>The signed entrustment</source>
        <translation>签字的委托书</translation>
    </message>
    <message>
        <source>The signed entrustment is scanned.</source>
        <translation>签字的委托书已经扫描好了。</translation>
    </message>
    <message>
        <source>Print it, let the person you come for sign it or put a thumb print on it, and scan it here. You can go on without it and bring it later.</source>
        <translation>先打印，让您替他办的人签字或者按手印，再拿到这里扫描。没有也可以先往下办，以后再带来。</translation>
    </message>
    <message>
        <source>Print the entrustment</source>
        <translation>打印委托书</translation>
    </message>
    <message>
        <source>Scan the signed entrustment</source>
        <translation>扫描签字的委托书</translation>
    </message>
    <message>
        <source>The witness signs on the paper as well</source>
        <translation>见证人也要在纸上签字</translation>
    </message>
    <message>
        <source>It carries a thumb print instead of a signature</source>
        <translation>上面是手印，不是签字</translation>
    </message>
    <message>
        <source>Scanning …</source>
        <translation>正在扫描……</translation>
    </message>
</context>
<context>
    <name>ActingReason</name>
    <message>
        <source>The reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why does this person not come?</source>
        <translation>他（她）为什么自己不来？</translation>
    </message>
</context>
<context>
    <name>ActingRelation</name>
    <message>
        <source>I am this person&apos;s …</source>
        <translation>我是他（她）的……</translation>
    </message>
    <message>
        <source>What are you to this person?</source>
        <translation>您是他（她）的什么人？</translation>
    </message>
</context>
<context>
    <name>Apply</name>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>Not signed yet</source>
        <translation>还没有签字</translation>
    </message>
    <message>
        <source>Sheet printed, to be signed</source>
        <translation>授权书已打印，等待签字</translation>
    </message>
    <message>
        <source>Signed copy scanned</source>
        <translation>签字的授权书已扫描</translation>
    </message>
    <message>
        <source>Does not agree</source>
        <translation>不同意</translation>
    </message>
</context>
<context>
    <name>ApplyChoose</name>
    <message>
        <source>What do you need help with?</source>
        <translation>您需要哪方面的帮助？</translation>
    </message>
    <message>
        <source>Not sure, help me choose</source>
        <translation>不清楚，帮我选</translation>
    </message>
    <message>
        <source>A few short questions</source>
        <translation>只问几个简单的问题</translation>
    </message>
</context>
<context>
    <name>ApplyDone</name>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
    <message>
        <source>Your application is handed in</source>
        <translation>您的申请已经提交</translation>
    </message>
    <message>
        <source>Code of your receipt</source>
        <translation>回执二维码</translation>
    </message>
    <message>
        <source>Your case number</source>
        <translation>您的受理编号</translation>
    </message>
    <message>
        <source>Saved here and on its way to the township.</source>
        <translation>已保存在本机，正在发往乡镇。</translation>
    </message>
    <message>
        <source>Saved here, will be sent when the line is back. You need not wait.</source>
        <translation>已保存在本机，网络恢复后自动发送，您不用等。</translation>
    </message>
    <message>
        <source>Your receipt is printed. Please take it.</source>
        <translation>回执已打印，请取走。</translation>
    </message>
    <message>
        <source>The exercise is finished</source>
        <translation>练习完成了</translation>
    </message>
</context>
<context>
    <name>ApplyGuide</name>
    <message>
        <source>This only helps to find the right form. It is not kept.</source>
        <translation>这只用来帮您找到该填的表，不会保存。</translation>
    </message>
</context>
<context>
    <name>ApplyNotice</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>我已看过</translation>
    </message>
</context>
<context>
    <name>ApplyResume</name>
    <message>
        <source>Go on where I was</source>
        <translation>接着上次继续</translation>
    </message>
    <message>
        <source>You began an application before</source>
        <translation>您上次的申请还没有填完</translation>
    </message>
    <message>
        <source>What you entered is still here. You can go on where you were, or throw it away and begin anew.</source>
        <translation>上次填的内容还在。您可以接着填，也可以丢掉重新开始。</translation>
    </message>
    <message>
        <source>Throw it away and begin anew</source>
        <translation>丢掉，重新开始</translation>
    </message>
    <message>
        <source>Apply for something else</source>
        <translation>办别的事</translation>
    </message>
</context>
<context>
    <name>ApplyReview</name>
    <message>
        <source>Hand in</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Please look through everything</source>
        <translation>请全部核对一遍</translation>
    </message>
    <message>
        <source>Please look at this again</source>
        <translation>这些地方请再看一下</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Papers: %1</source>
        <translation>材料：%1 页</translation>
    </message>
</context>
<context>
    <name>ApplyRows</name>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加一个人</translation>
    </message>
</context>
<context>
    <name>ApplyScan</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Go on without papers</source>
        <translation>不带材料继续</translation>
    </message>
    <message>
        <source>Scan your papers</source>
        <translation>扫描材料</translation>
    </message>
    <message>
        <source>Helpful papers: %1. None of them is a condition of handing in.</source>
        <translation>有帮助的材料：%1。没有也可以提交。</translation>
    </message>
    <message>
        <source>There is no scanner at the moment. You can bring the papers later.</source>
        <translation>现在没有扫描仪，材料可以以后再带来。</translation>
    </message>
    <message>
        <source>Scan more</source>
        <translation>继续扫描</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Scanning …</source>
        <translation>正在扫描……</translation>
    </message>
    <message>
        <source>Good to read</source>
        <translation>清楚</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ApplySheet</name>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Print the sheet, let this person sign it or put a thumb print on it, and scan it here. It can also be brought later.</source>
        <translation>打印授权书，由本人签字或按手印，再放到这里扫描。也可以以后再带来。</translation>
    </message>
    <message>
        <source>Print the sheet</source>
        <translation>打印这张纸</translation>
    </message>
    <message>
        <source>Scan the signed sheet</source>
        <translation>扫描签好的纸</translation>
    </message>
    <message>
        <source>Does not agree</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Scanning …</source>
        <translation>正在扫描……</translation>
    </message>
    <message>
        <source>Scan a thumb print, the clerk is the witness</source>
        <translation>扫描按手印的，由工作人员见证</translation>
    </message>
    <message>
        <source>What the sheet says</source>
        <translation>这张纸上写的是</translation>
    </message>
</context>
<context>
    <name>ApplySigning</name>
    <message>
        <source>Who else must sign</source>
        <translation>还需要谁签字</translation>
    </message>
    <message>
        <source>Each of these people decides for themselves whether their economic situation may be checked. They sign on paper, today or later. You can hand in without waiting for them.</source>
        <translation>是否同意核对经济状况，由他们每个人自己决定，在纸上签字，今天或以后都可以。您不用等他们，可以先提交。</translation>
    </message>
    <message>
        <source>Print or sign</source>
        <translation>打印或签字</translation>
    </message>
</context>
<context>
    <name>ApplySuggest</name>
    <message>
        <source>Please ask the clerk</source>
        <translation>请问一问工作人员</translation>
    </message>
    <message>
        <source>This may fit you</source>
        <translation>这些可能适合您</translation>
    </message>
    <message>
        <source>Your answers point to no form here. A clerk finds out with you what there is.</source>
        <translation>按您的回答，这里没有合适的表。工作人员会和您一起看看有什么办法。</translation>
    </message>
    <message>
        <source>It is only a suggestion. The township decides, whatever you choose.</source>
        <translation>这只是建议。不管选哪一个，最后由乡镇审核决定。</translation>
    </message>
    <message>
        <source>Show everything there is</source>
        <translation>看看全部事项</translation>
    </message>
</context>
<context>
    <name>ApplyWait</name>
    <message>
        <source>Your application is being saved.</source>
        <translation>正在保存您的申请。</translation>
    </message>
</context>
<context>
    <name>BigButton</name>
    <message>
        <source>Cannot be used yet</source>
        <translation>现在还不能按</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>The camera is on</source>
        <translation>摄像头已打开</translation>
    </message>
    <message>
        <source>The camera is off</source>
        <translation>摄像头已关闭</translation>
    </message>
</context>
<context>
    <name>CandidateRow</name>
    <message>
        <source>Type pinyin</source>
        <translation>请输入拼音</translation>
    </message>
</context>
<context>
    <name>CaseCard</name>
    <message>
        <source>Number %1</source>
        <translation>编号 %1</translation>
    </message>
    <message>
        <source>The township says</source>
        <translation>乡镇告诉您</translation>
    </message>
    <message>
        <source>%1 earlier steps are not shown.</source>
        <translation>更早的%1步没有显示。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>In the rules: %1</source>
        <translation>规定里叫：%1</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>接下来</translation>
    </message>
</context>
<context>
    <name>CaseLetters</name>
    <message>
        <source>You have taken this application back. Somebody at the township takes it up; until then you can keep it after all.</source>
        <translation>您已经撤回这项申请。镇里会有人处理；在处理之前，您还可以改主意，继续保留。</translation>
    </message>
    <message>
        <source>Ask the township a question</source>
        <translation>向乡镇提问</translation>
    </message>
    <message>
        <source>Something is wrong or missing</source>
        <translation>有写错的、漏写的</translation>
    </message>
    <message>
        <source>Keep it after all</source>
        <translation>还是保留申请</translation>
    </message>
    <message>
        <source>Take the application back</source>
        <translation>撤回申请</translation>
    </message>
</context>
<context>
    <name>CaseSteps</name>
    <message>
        <source>Begun</source>
        <translation>已开始填写</translation>
    </message>
    <message>
        <source>Go on and hand it in, then it goes to the township.</source>
        <translation>请接着填写并提交，提交后才会送到乡镇。</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>The township looks whether anything is missing.</source>
        <translation>乡镇查看材料是否齐全。</translation>
    </message>
    <message>
        <source>Received by the township</source>
        <translation>乡镇已收到</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>The township tells you whether it accepts it, or everything that is missing, at once.</source>
        <translation>乡镇告诉您是否受理；如果缺材料，一次说清缺什么。</translation>
    </message>
    <message>
        <source>Something is missing</source>
        <translation>还缺材料</translation>
    </message>
    <message>
        <source>Supplement</source>
        <translation>补正</translation>
    </message>
    <message>
        <source>Bring what is missing to the clerk. Then it goes on.</source>
        <translation>请把缺的材料交给工作人员，交齐后接着办。</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>没有受理</translation>
    </message>
    <message>
        <source>Refusal to accept</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>You get the reasons in writing. Ask the clerk what you can do.</source>
        <translation>您会收到写明理由的书面通知。可以问工作人员怎么办。</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Acceptance</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>The township checks the economic situation and visits your home.</source>
        <translation>乡镇核对家庭经济状况，并到您家里看看。</translation>
    </message>
    <message>
        <source>Economic situation checked</source>
        <translation>核对家庭经济状况</translation>
    </message>
    <message>
        <source>Economic-status check</source>
        <translation>家庭经济状况核对</translation>
    </message>
    <message>
        <source>Two people visit your home, if they have not been there yet.</source>
        <translation>如果还没有上门，会有两名工作人员到您家。</translation>
    </message>
    <message>
        <source>Visit at your home</source>
        <translation>上门看望了解</translation>
    </message>
    <message>
        <source>Household survey</source>
        <translation>入户调查</translation>
    </message>
    <message>
        <source>The township writes its opinion.</source>
        <translation>乡镇提出意见。</translation>
    </message>
    <message>
        <source>Opinion of the township</source>
        <translation>乡镇提出意见</translation>
    </message>
    <message>
        <source>Examination opinion</source>
        <translation>审核意见</translation>
    </message>
    <message>
        <source>The opinion is shown in the village for seven days.</source>
        <translation>意见会在村里公示七天。</translation>
    </message>
    <message>
        <source>Shown in the village</source>
        <translation>在村里公示</translation>
    </message>
    <message>
        <source>Publicity</source>
        <translation>公示</translation>
    </message>
    <message>
        <source>If nobody objects, it is decided.</source>
        <translation>如果没有人提出异议，就作出决定。</translation>
    </message>
    <message>
        <source>Somebody objected</source>
        <translation>有人提出异议</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>The township looks into it again. You may say what you know.</source>
        <translation>乡镇重新了解情况。您也可以说明情况。</translation>
    </message>
    <message>
        <source>Looked at again</source>
        <translation>重新了解</translation>
    </message>
    <message>
        <source>Repeated survey</source>
        <translation>重新调查</translation>
    </message>
    <message>
        <source>The new opinion is shown in the village again.</source>
        <translation>新的意见会再次在村里公示。</translation>
    </message>
    <message>
        <source>With the county</source>
        <translation>县里审核</translation>
    </message>
    <message>
        <source>Examination and confirmation</source>
        <translation>审核确认</translation>
    </message>
    <message>
        <source>The county decides, and you are told.</source>
        <translation>县里作出决定，并告诉您。</translation>
    </message>
    <message>
        <source>Being decided by the township</source>
        <translation>乡镇决定</translation>
    </message>
    <message>
        <source>The township decides, and you are told.</source>
        <translation>乡镇作出决定，并告诉您。</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>The money comes to the bank account from the month after the decision.</source>
        <translation>从决定的下个月起，钱打到银行账户。</translation>
    </message>
    <message>
        <source>Not approved</source>
        <translation>没有批准</translation>
    </message>
    <message>
        <source>Refusal to confirm</source>
        <translation>不予确认</translation>
    </message>
    <message>
        <source>You get the reasons in writing. You can object: ask the clerk how.</source>
        <translation>您会收到写明理由的书面通知。不同意可以提出，请问工作人员。</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>正在发放</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>When something changes in your family, tell the township. It also looks again from time to time.</source>
        <translation>家里情况有变化，请告诉乡镇。乡镇也会定期再了解。</translation>
    </message>
    <message>
        <source>Regular review</source>
        <translation>定期复核</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>The township asks you for news or visits you. The money goes on meanwhile.</source>
        <translation>乡镇会向您了解情况或上门。这期间照常发放。</translation>
    </message>
    <message>
        <source>More money</source>
        <translation>金额增加</translation>
    </message>
    <message>
        <source>Increase</source>
        <translation>增发</translation>
    </message>
    <message>
        <source>The new amount is paid.</source>
        <translation>按新的金额发放。</translation>
    </message>
    <message>
        <source>The township wants to hear you</source>
        <translation>乡镇想听您说明</translation>
    </message>
    <message>
        <source>Hearing</source>
        <translation>陈述申辩</translation>
    </message>
    <message>
        <source>Say what you think. Nothing changes before you were heard.</source>
        <translation>请说出您的想法。没有听取您的意见之前，什么都不会变。</translation>
    </message>
    <message>
        <source>Less money</source>
        <translation>金额减少</translation>
    </message>
    <message>
        <source>Decrease</source>
        <translation>减发</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>停止发放</translation>
    </message>
    <message>
        <source>Termination</source>
        <translation>停发</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Nothing more happens here. You can apply again at any time.</source>
        <translation>这件事已经办完。您随时可以再申请。</translation>
    </message>
    <message>
        <source>Withdrawn by you</source>
        <translation>您已撤回</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>Ended without a decision</source>
        <translation>没有作出决定，办理已终止</translation>
    </message>
    <message>
        <source>Termination of the procedure</source>
        <translation>终止审核确认程序</translation>
    </message>
    <message>
        <source>You can apply again at any time. The clerk helps you.</source>
        <translation>您随时可以再申请，工作人员会帮您。</translation>
    </message>
    <message>
        <source>Help first</source>
        <translation>先救助</translation>
    </message>
    <message>
        <source>Relief first, papers later</source>
        <translation>先行救助</translation>
    </message>
    <message>
        <source>You are helped at once. The papers come later.</source>
        <translation>马上先帮您，材料以后再补。</translation>
    </message>
    <message>
        <source>Helped, papers still to come</source>
        <translation>已救助，待补材料</translation>
    </message>
    <message>
        <source>Supplement of the papers</source>
        <translation>补充材料</translation>
    </message>
    <message>
        <source>Bring the missing papers to the clerk.</source>
        <translation>请把缺的材料交给工作人员。</translation>
    </message>
    <message>
        <source>A step that this station does not know yet</source>
        <translation>本站还不认识的一步</translation>
    </message>
    <message>
        <source>The clerk or the township can tell you what comes next.</source>
        <translation>下一步可以问工作人员或者乡镇。</translation>
    </message>
    <message>
        <source>on the same day</source>
        <translation>当天</translation>
    </message>
    <message>
        <source>within 1 working day</source>
        <translation>1个工作日内</translation>
    </message>
    <message>
        <source>within %1 working days</source>
        <translation>%1个工作日内</translation>
    </message>
    <message>
        <source>within 1 day</source>
        <translation>1天内</translation>
    </message>
    <message>
        <source>within %1 days</source>
        <translation>%1天内</translation>
    </message>
</context>
<context>
    <name>CaseTalk</name>
    <message>
        <source>The township answers</source>
        <translation>乡镇的答复</translation>
    </message>
    <message>
        <source>You asked a question</source>
        <translation>您提了一个问题</translation>
    </message>
    <message>
        <source>Print this answer</source>
        <translation>打印这条答复</translation>
    </message>
    <message>
        <source>The township has your question.</source>
        <translation>乡镇已收到您的问题。</translation>
    </message>
    <message>
        <source>Answer about the hearing</source>
        <translation>答复听证通知</translation>
    </message>
    <message>
        <source>The township has it.</source>
        <translation>镇里已收到。</translation>
    </message>
    <message>
        <source>You corrected or added something</source>
        <translation>您更正或补充了内容</translation>
    </message>
    <message>
        <source>You took the application back</source>
        <translation>您撤回了申请</translation>
    </message>
    <message>
        <source>You keep the application after all</source>
        <translation>您决定保留申请</translation>
    </message>
    <message>
        <source>You answered about the hearing</source>
        <translation>您答复了听证通知</translation>
    </message>
    <message>
        <source>On %1, %2.</source>
        <translation>时间：%1，地点：%2。</translation>
    </message>
    <message>
        <source> Answers were asked for until %1. You can still answer.</source>
        <translation>答复截止日是 %1，现在仍然可以答复。</translation>
    </message>
    <message>
        <source> Please answer by %1, that day included.</source>
        <translation>请在 %1 之前（含当日）答复。</translation>
    </message>
    <message>
        <source>The township wants to hear you</source>
        <translation>乡镇想当面听您的意见</translation>
    </message>
</context>
<context>
    <name>CaseTimeline</name>
    <message>
        <source>Counted from %1 on: %2.</source>
        <translation>从%1起算，%2。</translation>
    </message>
    <message>
        <source> That is the most the rules allow.</source>
        <translation>这是规定的最长期限。</translation>
    </message>
    <message>
        <source> The rules allow until %1 at most.</source>
        <translation>按规定最晚到%1。</translation>
    </message>
    <message>
        <source>The next step is done</source>
        <translation>完成下一步</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>最晚%1</translation>
    </message>
    <message>
        <source>This day has passed. If you have heard nothing, ask the clerk.</source>
        <translation>这一天已经过了。如果没有收到消息，请问工作人员。</translation>
    </message>
    <message>
        <source>It may be some days later: the public holidays of that year are not known here yet.</source>
        <translation>可能会晚几天：那一年的放假安排这里还没有。</translation>
    </message>
    <message>
        <source>You need not do anything more.</source>
        <translation>您不用再做什么。</translation>
    </message>
    <message>
        <source>It is sent by itself. You need not do anything more.</source>
        <translation>会自动发送，您不用再做什么。</translation>
    </message>
    <message>
        <source>This station does not know the days of this kind of help. Ask the clerk when it is done.</source>
        <translation>本站没有这类救助的期限。什么时候办好，请问工作人员。</translation>
    </message>
    <message>
        <source>The rules name no day for this step. Ask the clerk when it takes long.</source>
        <translation>这一步规定里没有写期限。如果等得久，请问工作人员。</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>You have begun. It has not been handed in yet.</source>
        <translation>您已开始填写，还没有提交。</translation>
    </message>
    <message>
        <source>You have handed it in. It is on its way to the township.</source>
        <translation>您已提交，正在送往乡镇。</translation>
    </message>
    <message>
        <source>The township has received it.</source>
        <translation>乡镇已经收到。</translation>
    </message>
    <message>
        <source>The township needs something more from you.</source>
        <translation>乡镇需要您补充材料。</translation>
    </message>
    <message>
        <source>The township has not accepted it. You get the reasons in writing.</source>
        <translation>乡镇没有受理，会书面告诉您理由。</translation>
    </message>
    <message>
        <source>The township has accepted it and begins its work.</source>
        <translation>乡镇已受理，开始办理。</translation>
    </message>
    <message>
        <source>The township is checking the economic situation.</source>
        <translation>乡镇正在核对经济状况。</translation>
    </message>
    <message>
        <source>Two people of the township will visit your home.</source>
        <translation>乡镇会有两个人到您家里了解情况。</translation>
    </message>
    <message>
        <source>The township is writing its opinion.</source>
        <translation>乡镇正在写初审意见。</translation>
    </message>
    <message>
        <source>The opinion is shown in the village for seven days.</source>
        <translation>初审意见正在村里公示七天。</translation>
    </message>
    <message>
        <source>Somebody has objected. The township looks again.</source>
        <translation>有人提出异议，乡镇正在复核。</translation>
    </message>
    <message>
        <source>The township is looking at it again.</source>
        <translation>乡镇正在重新了解情况。</translation>
    </message>
    <message>
        <source>The county is reviewing it.</source>
        <translation>县里正在审查。</translation>
    </message>
    <message>
        <source>The township is deciding.</source>
        <translation>乡镇正在作决定。</translation>
    </message>
    <message>
        <source>It is approved.</source>
        <translation>已经批准。</translation>
    </message>
    <message>
        <source>It was not approved. You get the reasons in writing and can object.</source>
        <translation>没有批准。会书面告诉您理由，您可以提出异议。</translation>
    </message>
    <message>
        <source>You are receiving the money.</source>
        <translation>正在发放救助金。</translation>
    </message>
    <message>
        <source>It is time for the regular review.</source>
        <translation>到了定期复查的时间。</translation>
    </message>
    <message>
        <source>The amount goes up.</source>
        <translation>救助金将增加。</translation>
    </message>
    <message>
        <source>The township wants to hear you before anything changes.</source>
        <translation>在作出改变之前，乡镇要先听您的意见。</translation>
    </message>
    <message>
        <source>The amount goes down. You get the reasons in writing and can object.</source>
        <translation>救助金将减少。会书面告诉您理由，您可以提出异议。</translation>
    </message>
    <message>
        <source>It ends. You get the reasons in writing and can object.</source>
        <translation>救助将停止。会书面告诉您理由，您可以提出异议。</translation>
    </message>
    <message>
        <source>It is closed.</source>
        <translation>已经办结。</translation>
    </message>
    <message>
        <source>You have withdrawn it.</source>
        <translation>您已撤回。</translation>
    </message>
    <message>
        <source>The procedure has ended. You can apply again.</source>
        <translation>办理已经终止，您可以重新申请。</translation>
    </message>
    <message>
        <source>Help comes first, the papers later.</source>
        <translation>先救助，后补材料。</translation>
    </message>
    <message>
        <source>Help has been given. Please bring the missing papers.</source>
        <translation>已经救助，请补交缺少的材料。</translation>
    </message>
    <message>
        <source>The page is blurred.</source>
        <translation>页面模糊。</translation>
    </message>
    <message>
        <source>The page is too dark.</source>
        <translation>页面太暗。</translation>
    </message>
    <message>
        <source>The writing is too faint.</source>
        <translation>字迹太浅。</translation>
    </message>
    <message>
        <source>A part of the page is cut off.</source>
        <translation>页面没有扫全。</translation>
    </message>
    <message>
        <source>The page is blank.</source>
        <translation>页面是空白的。</translation>
    </message>
    <message>
        <source>The picture is too coarse.</source>
        <translation>图像太粗糙。</translation>
    </message>
    <message>
        <source>Light is reflected on the page.</source>
        <translation>页面有反光。</translation>
    </message>
    <message>
        <source>The edge of the page was not found.</source>
        <translation>没有找到页面的边。</translation>
    </message>
    <message>
        <source>The township is working on it.</source>
        <translation>乡镇正在办理。</translation>
    </message>
    <message>
        <source>Saved here, will be sent.</source>
        <translation>已保存在本机，将会发送。</translation>
    </message>
    <message>
        <source>Being sent to the township.</source>
        <translation>正在发往乡镇。</translation>
    </message>
    <message>
        <source>The township has confirmed it.</source>
        <translation>乡镇已经确认收到。</translation>
    </message>
    <message>
        <source>The township could not take it. A clerk looks at it.</source>
        <translation>乡镇没有收下，工作人员会处理。</translation>
    </message>
    <message>
        <source>Put aside. A clerk looks at it.</source>
        <translation>暂时搁置，工作人员会处理。</translation>
    </message>
    <message>
        <source>Nothing to send.</source>
        <translation>没有要发送的。</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>共 %2 件，已发送 %1 件</translation>
    </message>
    <message>
        <source>%1, township confirmed %2</source>
        <translation>%1，乡镇 %2 确认</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Consent to keep the face</source>
        <translation>同意保存人脸</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>撤回同意</translation>
    </message>
    <message>
        <source>Added papers</source>
        <translation>补充材料</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Question to the township</source>
        <translation>向乡镇提问</translation>
    </message>
    <message>
        <source>Application taken back</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>Application kept after all</source>
        <translation>保留申请</translation>
    </message>
    <message>
        <source>Answer to a hearing notice</source>
        <translation>听证答复</translation>
    </message>
</context>
<context>
    <name>CheckIn</name>
    <message>
        <source>The person does not want the face compared</source>
        <translation>本人不愿意比对人脸</translation>
    </message>
    <message>
        <source>The face was not recognised</source>
        <translation>没有认出人脸</translation>
    </message>
    <message>
        <source>The camera does not work</source>
        <translation>摄像头不能用</translation>
    </message>
    <message>
        <source>The face is not kept here</source>
        <translation>本机没有保存人脸</translation>
    </message>
    <message>
        <source>The card could not be read</source>
        <translation>身份证读不出来</translation>
    </message>
</context>
<context>
    <name>CheckInCamera</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Please look into the camera</source>
        <translation>请看摄像头</translation>
    </message>
    <message>
        <source>Stay still for a moment.</source>
        <translation>请保持一会儿不动。</translation>
    </message>
</context>
<context>
    <name>CheckInClerk</name>
    <message>
        <source>Please call the clerk</source>
        <translation>请叫工作人员</translation>
    </message>
    <message>
        <source>The clerk confirms here that you are present. You have lost nothing.</source>
        <translation>由工作人员在这里确认您本人到场，效果一样。</translation>
    </message>
    <message>
        <source>Clerk: confirm with PIN</source>
        <translation>工作人员：用密码确认</translation>
    </message>
</context>
<context>
    <name>CheckInDone</name>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
    <message>
        <source>You are checked in</source>
        <translation>签到成功</translation>
    </message>
    <message>
        <source>Code of your slip</source>
        <translation>签到凭条二维码</translation>
    </message>
    <message>
        <source>Saved here and on its way to the township.</source>
        <translation>已保存在本机，正在发往乡镇。</translation>
    </message>
    <message>
        <source>Saved here, will be sent when the line is back. You need not wait.</source>
        <translation>已保存在本机，网络恢复后自动发送，您不用等。</translation>
    </message>
    <message>
        <source>Your slip is printed. Please take it.</source>
        <translation>凭条已打印，请取走。</translation>
    </message>
    <message>
        <source>The township is told</source>
        <translation>已经告诉镇里</translation>
    </message>
    <message>
        <source>Your receipt is printed. Please take it.</source>
        <translation>回执已打印，请取走。</translation>
    </message>
    <message>
        <source>The exercise is finished</source>
        <translation>练习完成了</translation>
    </message>
</context>
<context>
    <name>CheckInMissed</name>
    <message>
        <source>You were not recognised this time</source>
        <translation>这次没有认出您</translation>
    </message>
    <message>
        <source>That happens: light, glasses or a new haircut are enough. The clerk can confirm that you are here; it counts the same.</source>
        <translation>光线、眼镜、换了发型都可能认不出来，这很正常。可以由工作人员确认您本人到场，效果一样。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>The clerk confirms</source>
        <translation>由工作人员确认</translation>
    </message>
    <message>
        <source>Your face cannot be checked now</source>
        <translation>现在不能刷脸</translation>
    </message>
</context>
<context>
    <name>CheckInNotEnrolled</name>
    <message>
        <source>How do you want to check in?</source>
        <translation>您想怎样签到？</translation>
    </message>
    <message>
        <source>Your face is not kept on this machine. The clerk can confirm that you are here; it counts the same.</source>
        <translation>本机没有保存您的人脸。可以由工作人员确认您本人到场，效果一样。</translation>
    </message>
    <message>
        <source>The clerk confirms</source>
        <translation>由工作人员确认</translation>
    </message>
    <message>
        <source>Keep my face for next time</source>
        <translation>保存人脸，下次使用</translation>
    </message>
</context>
<context>
    <name>CheckInNotice</name>
    <message>
        <source>I agree, compare my face</source>
        <translation>我同意，比对人脸</translation>
    </message>
    <message>
        <source>I do not agree, the clerk confirms</source>
        <translation>我不同意，由工作人员确认</translation>
    </message>
</context>
<context>
    <name>CheckInReason</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Confirm check-in</source>
        <translation>确认签到</translation>
    </message>
    <message>
        <source>Confirmation by the clerk</source>
        <translation>工作人员确认</translation>
    </message>
    <message>
        <source>Why is the face not used?</source>
        <translation>为什么不用人脸？</translation>
    </message>
    <message>
        <source>The person is present</source>
        <translation>本人在场</translation>
    </message>
</context>
<context>
    <name>CheckInReport</name>
    <message>
        <source>Tell the township</source>
        <translation>告诉镇里</translation>
    </message>
    <message>
        <source>The person cannot come to check in</source>
        <translation>本人来不了，不能签到</translation>
    </message>
    <message>
        <source>Nobody can check in for another. You tell the township that this person cannot come; somebody will call or visit. Assistance does not stop because of it.</source>
        <translation>签到不能由别人代替。您可以告诉镇里他（她）来不了，镇里会打电话或者上门看望。救助不会因为这个停发。</translation>
    </message>
</context>
<context>
    <name>ClerkAccounts</name>
    <message>
        <source>Clerk: choose your account</source>
        <translation>工作人员：请选择账号</translation>
    </message>
    <message>
        <source>The township has not yet sent any account to this station.</source>
        <translation>乡镇还没有给本站下发账号。</translation>
    </message>
</context>
<context>
    <name>ClerkDesk</name>
    <message>
        <source>Service mode</source>
        <translation>设备维护</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Tried %1 times, next try %2</source>
        <translation>已试 %1 次，下次 %2</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Please call the township. When it lasts longer, what is kept here about people is locked until the township is heard again; applications and check-ins go on.</source>
        <translation>请给乡镇打电话。如果时间再长，本机保存的个人信息会锁定，直到与乡镇恢复联系；申请和签到照常办理。</translation>
    </message>
    <message>
        <source>No contact with the township for %1 days</source>
        <translation>已有 %1 天联系不上乡镇</translation>
    </message>
    <message>
        <source>Messages from the township: %1 new</source>
        <translation>乡镇消息：%1 条未读</translation>
    </message>
    <message>
        <source>Messages from the township</source>
        <translation>乡镇消息</translation>
    </message>
    <message>
        <source>Practise with made-up persons</source>
        <translation>练习（用虚构的人）</translation>
    </message>
    <message>
        <source>Is the station ready? To be done: %1</source>
        <translation>服务站设备状况：有 %1 项要处理</translation>
    </message>
    <message>
        <source>Is the station ready?</source>
        <translation>服务站设备状况</translation>
    </message>
</context>
<context>
    <name>ClerkFirstCode</name>
    <message>
        <source>One-time code from the township&apos;s paper</source>
        <translation>乡镇给的一次性代码</translation>
    </message>
    <message>
        <source>First sign-in: %1</source>
        <translation>首次登录：%1</translation>
    </message>
</context>
<context>
    <name>ClerkFirstPin</name>
    <message>
        <source>The two were not the same. Choose a PIN, 6 digits</source>
        <translation>两次输入不一样，请重新设置 6 位密码</translation>
    </message>
    <message>
        <source>Choose a PIN, 6 digits</source>
        <translation>请设置 6 位密码</translation>
    </message>
</context>
<context>
    <name>ClerkFirstPinAgain</name>
    <message>
        <source>The same PIN again</source>
        <translation>请再输入一次</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>ClerkGlass</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Look at the glass</source>
        <translation>检查扫描玻璃</translation>
    </message>
    <message>
        <source>Look at the feeder</source>
        <translation>检查进纸口</translation>
    </message>
    <message>
        <source>Is the scanner&apos;s glass clean?</source>
        <translation>扫描仪玻璃干净吗？</translation>
    </message>
    <message>
        <source>Something else lay there, or nothing. It was not looked at and nothing of it is kept. Lay a blank white sheet there and try again.</source>
        <translation>放的不是白纸，或者没有放纸。没有检查，也没有留下任何内容。请放一张空白的白纸再试。</translation>
    </message>
    <message>
        <source>There was no blank sheet</source>
        <translation>没有放白纸</translation>
    </message>
    <message>
        <source>Glass: wipe it, lay a blank white sheet on it, close the lid and touch “Look at the glass”.</source>
        <translation>玻璃：擦干净，放一张空白的白纸，盖上盖子，再按“检查扫描玻璃”。</translation>
    </message>
    <message>
        <source>Feeder: put one blank white sheet in and touch “Look at the feeder”. A spot there makes a line on every page.</source>
        <translation>进纸口：放入一张空白的白纸，再按“检查进纸口”。那里有一个脏点，每一页上都会有一条线。</translation>
    </message>
</context>
<context>
    <name>ClerkHelp</name>
    <message>
        <source>Help for clerks</source>
        <translation>工作人员帮助</translation>
    </message>
    <message>
        <source>Confirm a check-in: the person lays the card on the reader and touches Check in. On the page “Please call the clerk” you sign in with your PIN, choose the reason and confirm that the person is present.</source>
        <translation>确认签到：请办事人放好身份证，点“签到”。在“请叫工作人员”页面，您用密码登录，选择原因，确认本人在场。</translation>
    </message>
    <message>
        <source>Help with an application: touch “Ask the clerk” on the person&apos;s page and sign in. What is handed in then names you as the one who helped.</source>
        <translation>帮助申请：在办事人的页面点“找工作人员”并登录。提交的材料会注明由您协助办理。</translation>
    </message>
    <message>
        <source>No line: everything goes on. What is handed in is saved here and sent by itself when the line is back.</source>
        <translation>没有网络：一切照常办理。提交的内容保存在本机，网络恢复后自动发送。</translation>
    </message>
    <message>
        <source>Printer or scanner: clear the paper and close the cover; the work goes on by itself while the person is here.</source>
        <translation>打印机或扫描仪：取出卡纸，合上盖子，办事人还在时会自动继续。</translation>
    </message>
    <message>
        <source>Nobody may confirm the own check-in or that of the own household.</source>
        <translation>不能确认自己或自己家人的签到。</translation>
    </message>
</context>
<context>
    <name>ClerkLevels</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Light and sound</source>
        <translation>亮度和音量</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>调暗</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>调亮</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>小声</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>大声</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>音箱</translation>
    </message>
    <message>
        <source>What is set here stays, also after a restart.</source>
        <translation>在这里设置后一直有效，重启后也不变。</translation>
    </message>
</context>
<context>
    <name>ClerkLog</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>运行日志</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>请稍等。</translation>
    </message>
    <message>
        <source>The newest first, since each process was started. Names and numbers are masked.</source>
        <translation>最新的在最上面，从各程序启动时起。姓名和号码都已遮盖。</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有记录</translation>
    </message>
</context>
<context>
    <name>ClerkMessage</name>
    <message>
        <source>All messages</source>
        <translation>全部消息</translation>
    </message>
    <message>
        <source>Message from the township</source>
        <translation>乡镇消息</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>ClerkMessages</name>
    <message>
        <source>Messages from the township</source>
        <translation>乡镇消息</translation>
    </message>
    <message>
        <source>No messages at the moment.</source>
        <translation>目前没有消息。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
</context>
<context>
    <name>ClerkPin</name>
    <message>
        <source>PIN, 6 digits</source>
        <translation>6 位密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>ClerkProof</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Make it anew</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Proof of what runs here</source>
        <translation>本机系统证明</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>请稍等。</translation>
    </message>
    <message>
        <source>The proof as a code</source>
        <translation>证明的二维码</translation>
    </message>
    <message>
        <source>Read the code, or copy the text, and have it verified at the township within an hour: doorstep-township attest verify. It proves that whoever holds this station&apos;s key said so.</source>
        <translation>请扫描二维码，或者抄下这段文字，一小时内在镇里用 doorstep-township attest verify 核验。它只证明：这是持有本站密钥的一方说的。</translation>
    </message>
    <message>
        <source>Station %1, version %2, made %3</source>
        <translation>服务站 %1，版本 %2，%3 生成</translation>
    </message>
    <message>
        <source>Root hash of the image: %1</source>
        <translation>系统镜像的根哈希：%1</translation>
    </message>
    <message>
        <source>No image of ours runs here: there is no root hash.</source>
        <translation>本机运行的不是我们的系统镜像，没有根哈希。</translation>
    </message>
</context>
<context>
    <name>ClerkReadiness</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Test now</source>
        <translation>现在自检</translation>
    </message>
    <message>
        <source>Print this page</source>
        <translation>打印本页</translation>
    </message>
    <message>
        <source>Is the station ready?</source>
        <translation>服务站设备状况</translation>
    </message>
    <message>
        <source>The page is printed.</source>
        <translation>已经打印。</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>正在打印……</translation>
    </message>
    <message>
        <source>Touch “Test now”: every device is asked, the camera opens for a moment, no picture is kept. When nobody is here the machine also tests itself, after the start and once a day.</source>
        <translation>请按“现在自检”：逐个检查设备，摄像头会打开一会儿，不留任何图像。没有人的时候，机器开机后和每天也会自己检查一次。</translation>
    </message>
    <message>
        <source>Nothing was tested yet</source>
        <translation>还没有自检过</translation>
    </message>
    <message>
        <source>Tested %1</source>
        <translation>自检时间：%1</translation>
    </message>
    <message>
        <source>Look at the glass</source>
        <translation>检查扫描玻璃</translation>
    </message>
</context>
<context>
    <name>ClerkRestart</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>现在重启</translation>
    </message>
    <message>
        <source>Restart the station</source>
        <translation>重启本站</translation>
    </message>
    <message>
        <source>The station begins anew. Please wait a moment.</source>
        <translation>本站正在重启，请稍等。</translation>
    </message>
    <message>
        <source>The screen goes dark for some seconds and you are signed out. What was handed in and what was begun stays.</source>
        <translation>屏幕会黑几秒钟，您会退出登录。已经提交的和填了一半的都会保留。</translation>
    </message>
</context>
<context>
    <name>ClerkService</name>
    <message>
        <source>Service mode</source>
        <translation>设备维护</translation>
    </message>
    <message>
        <source>Test all devices</source>
        <translation>检测全部设备</translation>
    </message>
    <message>
        <source>Print the report</source>
        <translation>打印报告</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>请稍等。</translation>
    </message>
    <message>
        <source>The report is printed.</source>
        <translation>报告已打印。</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>正在打印……</translation>
    </message>
    <message>
        <source>Tested at %1</source>
        <translation>检测时间：%1</translation>
    </message>
    <message>
        <source>Not tested since this sign-in: the states are as the devices told by themselves.</source>
        <translation>这次登录后还没有检测，下面是设备自己报告的状态。</translation>
    </message>
    <message>
        <source>Light and sound</source>
        <translation>亮度和音量</translation>
    </message>
    <message>
        <source>Touch test</source>
        <translation>触摸测试</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>运行日志</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Proof of what runs</source>
        <translation>系统证明</translation>
    </message>
</context>
<context>
    <name>ClerkServiceCard</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>The card is on the reader</source>
        <translation>卡已放好</translation>
    </message>
    <message>
        <source>Lay down your card</source>
        <translation>请放您的卡</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>请稍等。</translation>
    </message>
    <message>
        <source>Service mode is opened with the ID card that belongs to this account. Lay it on the reader; take it away again afterwards.</source>
        <translation>进入设备维护要用这个账户本人的身份证。请放在读卡器上，用完后拿走。</translation>
    </message>
</context>
<context>
    <name>ClerkTouch</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Touch test</source>
        <translation>触摸测试</translation>
    </message>
    <message>
        <source>Touch each cross in its middle. Crosses left: %1</source>
        <translation>请逐个点十字的正中间。还剩 %1 个</translation>
    </message>
    <message>
        <source>At most %1 mm beside. More than 5 mm: the panel has to be calibrated or exchanged.</source>
        <translation>最多偏 %1 毫米。超过 5 毫米时，触摸屏需要校准或更换。</translation>
    </message>
</context>
<context>
    <name>ComfortPage</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Text and sound</source>
        <translation>文字和声音</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字体大小</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>更大</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Stronger</source>
        <translation>加强</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>黑底白字</translation>
    </message>
    <message>
        <source>As at the beginning</source>
        <translation>恢复原样</translation>
    </message>
</context>
<context>
    <name>Complaint</name>
    <message>
        <source>Please choose what it is about.</source>
        <translation>请选择是关于什么的。</translation>
    </message>
    <message>
        <source>Please write what happened, or add a paper.</source>
        <translation>请写下是怎么回事，或者加上材料。</translation>
    </message>
    <message>
        <source>This is not a case number. Please look again, or leave it empty.</source>
        <translation>这不是办理编号。请再看看，或者空着。</translation>
    </message>
    <message>
        <source>No complaint with this number was handed in at this station. Please look at the number again, or call the township.</source>
        <translation>本站没有收到这个编号的投诉。请再核对一下编号，或者给镇里打电话。</translation>
    </message>
    <message>
        <source>The township has it. There is no answer yet.</source>
        <translation>镇里已收到，还没有答复。</translation>
    </message>
</context>
<context>
    <name>ComplaintChoose</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>I do not agree, or want to complain</source>
        <translation>我不同意，或者要投诉</translation>
    </message>
    <message>
        <source>What you write goes sealed to those at the township who handle complaints. The clerk here can neither read it nor see that it is yours.</source>
        <translation>您写的内容会密封送到镇里专门处理投诉的人手中。这里的工作人员看不到内容，也看不到是您写的。</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>是关于什么的？</translation>
    </message>
    <message>
        <source>A decision about me or my family</source>
        <translation>对我家的决定有意见</translation>
    </message>
    <message>
        <source>Refused, reduced, stopped, or the amount is wrong</source>
        <translation>没批、减少、停发，或者金额不对</translation>
    </message>
    <message>
        <source>How I was treated</source>
        <translation>对服务、态度不满意</translation>
    </message>
    <message>
        <source>By a clerk, in the office, or on the telephone</source>
        <translation>在服务站、办事处或电话里</translation>
    </message>
    <message>
        <source>Somebody on a public list</source>
        <translation>对公示名单有意见</translation>
    </message>
    <message>
        <source>A household that should not be there, or another amount</source>
        <translation>不该有的人家，或者金额不对</translation>
    </message>
    <message>
        <source>The answer comes to whoever has the receipt.</source>
        <translation>拿着回执的人就能看到答复。</translation>
    </message>
    <message>
        <source>Without my name</source>
        <translation>不写我的名字</translation>
    </message>
    <message>
        <source>I have a receipt: show the answer</source>
        <translation>我有回执，看答复</translation>
    </message>
</context>
<context>
    <name>ComplaintNumber</name>
    <message>
        <source>Show the answer</source>
        <translation>看答复</translation>
    </message>
    <message>
        <source>The number on your receipt</source>
        <translation>回执上的编号</translation>
    </message>
    <message>
        <source>Twelve digits, in three groups of four.</source>
        <translation>十二位数字，四位一组。</translation>
    </message>
</context>
<context>
    <name>ComplaintPapers</name>
    <message>
        <source>Send sealed</source>
        <translation>密封发送</translation>
    </message>
    <message>
        <source>Papers for your complaint</source>
        <translation>投诉的材料</translation>
    </message>
</context>
<context>
    <name>ComplaintSent</name>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
    <message>
        <source>Your complaint is handed in, sealed</source>
        <translation>您的投诉已密封提交</translation>
    </message>
    <message>
        <source>The number of your receipt</source>
        <translation>您的回执编号</translation>
    </message>
    <message>
        <source>It is on its way to the township.</source>
        <translation>正在发往乡镇。</translation>
    </message>
    <message>
        <source>Saved here, will be sent when the line is back. You need not wait.</source>
        <translation>已保存在本机，网络恢复后自动发送，您不用等。</translation>
    </message>
    <message>
        <source>With this number alone you can see the answer here, under “I do not agree”. Please keep the paper: nobody here can look the number up for you.</source>
        <translation>凭这个编号，就能在这里的“投诉、异议”里看到答复。请保管好这张纸：这里没有人能替您查到这个编号。</translation>
    </message>
    <message>
        <source>Your receipt is printed. Please take it.</source>
        <translation>回执已打印，请取走。</translation>
    </message>
    <message>
        <source>The exercise is finished</source>
        <translation>练习完成了</translation>
    </message>
</context>
<context>
    <name>ComplaintTold</name>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
    <message>
        <source>The answer to your complaint</source>
        <translation>对您的投诉的答复</translation>
    </message>
    <message>
        <source>The township answers · %1</source>
        <translation>乡镇答复 · %1</translation>
    </message>
    <message>
        <source>Print this answer</source>
        <translation>打印这条答复</translation>
    </message>
</context>
<context>
    <name>ComplaintWrite</name>
    <message>
        <source>Send sealed</source>
        <translation>密封发送</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>是怎么回事？</translation>
    </message>
    <message>
        <source>What, when, where. A letter that you have brought can be scanned instead.</source>
        <translation>什么事、什么时候、在哪里。带来的信也可以直接扫描。</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>您要说的话</translation>
    </message>
    <message>
        <source>It stands on your receipt. If you do not have it, leave this empty.</source>
        <translation>在您的回执上。没有就空着。</translation>
    </message>
    <message>
        <source>Case number of the decision (need not be said)</source>
        <translation>那个决定的办理编号（可以不填）</translation>
    </message>
    <message>
        <source>Look at the papers (%1)</source>
        <translation>看看材料（%1 页）</translation>
    </message>
    <message>
        <source>Add papers</source>
        <translation>加上材料</translation>
    </message>
</context>
<context>
    <name>CountdownRing</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>还剩 %n 秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverPage</name>
    <message>
        <source>The screen is covered. Touch it to go on.</source>
        <translation>屏幕已遮住。点一下屏幕就能继续。</translation>
    </message>
</context>
<context>
    <name>DateEntry</name>
    <message>
        <source>year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日</translation>
    </message>
</context>
<context>
    <name>DeviceLine</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>used %1 times, lost %2 times since the start</source>
        <translation>启动以来使用 %1 次，断开 %2 次</translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message>
        <source>Card reader</source>
        <translation>身份证读卡器</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫描仪</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Code reader</source>
        <translation>扫码器</translation>
    </message>
    <message>
        <source>Reader for chip cards</source>
        <translation>芯片卡读卡器</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>音箱</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>电源</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>话筒</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Works, in use</source>
        <translation>正常，正在使用</translation>
    </message>
    <message>
        <source>Closed, as it should be</source>
        <translation>已关闭（平时就该关着）</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>有故障</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>没有连接</translation>
    </message>
</context>
<context>
    <name>DigitKeys</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Hide keyboard</source>
        <translation>收起键盘</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Back to letters</source>
        <translation>回到文字</translation>
    </message>
</context>
<context>
    <name>FaceCamera</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Please look into the camera</source>
        <translation>请看摄像头</translation>
    </message>
    <message>
        <source>Stay still for a moment.</source>
        <translation>请保持一会儿不动。</translation>
    </message>
</context>
<context>
    <name>FaceClerk</name>
    <message>
        <source>Please call the clerk</source>
        <translation>请叫工作人员</translation>
    </message>
    <message>
        <source>The clerk helps you with the sheet and with the camera.</source>
        <translation>工作人员会帮您签同意书和拍照。</translation>
    </message>
    <message>
        <source>Clerk: sign in with PIN</source>
        <translation>工作人员：用密码登录</translation>
    </message>
</context>
<context>
    <name>FaceConfirm</name>
    <message>
        <source>Not signed, scan again</source>
        <translation>没有签字，重新扫描</translation>
    </message>
    <message>
        <source>Signed by this person</source>
        <translation>本人已签字</translation>
    </message>
    <message>
        <source>Clerk: is the sheet signed by this person?</source>
        <translation>工作人员：同意书是本人签的吗？</translation>
    </message>
    <message>
        <source>Signed sheet</source>
        <translation>签好的同意书</translation>
    </message>
</context>
<context>
    <name>FaceDone</name>
    <message>
        <source>Go on to check in</source>
        <translation>继续签到</translation>
    </message>
    <message>
        <source>Your face is kept on this machine</source>
        <translation>您的人脸已保存在本机</translation>
    </message>
    <message>
        <source>It stays in this machine and is used only to recognise you here. You can take your consent back at any time.</source>
        <translation>只保存在这台机器里，只用来在这里认出您。您随时可以撤回同意。</translation>
    </message>
</context>
<context>
    <name>FaceMissed</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>The picture did not work</source>
        <translation>没有拍成</translation>
    </message>
</context>
<context>
    <name>FaceNotice</name>
    <message>
        <source>I do not want this</source>
        <translation>我不想保存</translation>
    </message>
    <message>
        <source>Go on to sign</source>
        <translation>继续，去签字</translation>
    </message>
</context>
<context>
    <name>FaceSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Print, sign, scan</source>
        <translation>打印、签字、扫描</translation>
    </message>
    <message>
        <source>1. Print the sheet. 2. The person signs it or puts a thumb print on it. 3. Scan the signed sheet.</source>
        <translation>一、打印同意书。二、本人签字或按手印。三、扫描签好的同意书。</translation>
    </message>
    <message>
        <source>Print the sheet</source>
        <translation>打印这张纸</translation>
    </message>
    <message>
        <source>Scan the signed sheet</source>
        <translation>扫描签好的纸</translation>
    </message>
    <message>
        <source>Scanning …</source>
        <translation>正在扫描……</translation>
    </message>
</context>
<context>
    <name>FaceUnable</name>
    <message>
        <source>Go on without</source>
        <translation>不保存，继续</translation>
    </message>
    <message>
        <source>Not possible today</source>
        <translation>今天办不了</translation>
    </message>
    <message>
        <source>Your face may be kept only with a sheet that you sign on paper. For this the printer and the scanner are needed, and one of them is missing. The clerk can confirm your check-in.</source>
        <translation>保存人脸必须有您签字的纸质同意书，需要打印机和扫描仪，现在缺一样。可以由工作人员确认签到。</translation>
    </message>
    <message>
        <source>In an exercise no face is taken and none is kept. The clerk can confirm the check-in.</source>
        <translation>练习时不拍脸，也不登记人脸。可以由工作人员确认签到。</translation>
    </message>
</context>
<context>
    <name>FaceWithdraw</name>
    <message>
        <source>Delete it now</source>
        <translation>现在删除</translation>
    </message>
    <message>
        <source>Take back your consent</source>
        <translation>撤回同意</translation>
    </message>
    <message>
        <source>What is kept of your face is deleted from this machine at once. You can go on checking in with the clerk; nothing else changes for you.</source>
        <translation>本机保存的人脸信息会马上删除。以后可以由工作人员确认签到，其他都不变。</translation>
    </message>
</context>
<context>
    <name>FaceWithdrawn</name>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>What was kept of your face is deleted from this machine. The township will be told.</source>
        <translation>本机保存的人脸信息已经删除，会告知乡镇。</translation>
    </message>
</context>
<context>
    <name>FaultWords</name>
    <message>
        <source>Something went wrong inside this machine.</source>
        <translation>机器内部出了问题。</translation>
    </message>
    <message>
        <source>Nothing is lost. Please try again, or ask the clerk.</source>
        <translation>内容没有丢失。请再试一次，或找工作人员。</translation>
    </message>
    <message>
        <source>This machine could not do that.</source>
        <translation>机器没能完成这一步。</translation>
    </message>
    <message>
        <source>That took too long.</source>
        <translation>等待时间太长了。</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>请再试一次。</translation>
    </message>
    <message>
        <source>A part of this machine is starting again.</source>
        <translation>机器的一个部分正在重新启动。</translation>
    </message>
    <message>
        <source>Nothing is lost. Please wait a moment and try again.</source>
        <translation>内容没有丢失。请稍等再试。</translation>
    </message>
    <message>
        <source>Your visit was interrupted.</source>
        <translation>您的办理被打断了。</translation>
    </message>
    <message>
        <source>Please lift your card and lay it down again. What you entered is kept.</source>
        <translation>请拿起身份证再放好，填过的内容还在。</translation>
    </message>
    <message>
        <source>This part of the machine is busy.</source>
        <translation>机器正忙。</translation>
    </message>
    <message>
        <source>Please wait a moment and try again.</source>
        <translation>请稍等再试。</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>已经停止。</translation>
    </message>
    <message>
        <source>You can start it again.</source>
        <translation>您可以重新开始。</translation>
    </message>
    <message>
        <source>That is too large for this machine.</source>
        <translation>内容太大，机器放不下。</translation>
    </message>
    <message>
        <source>Please ask the clerk.</source>
        <translation>请找工作人员。</translation>
    </message>
    <message>
        <source>This machine cannot take more at the moment.</source>
        <translation>机器现在不能再接收。</translation>
    </message>
    <message>
        <source>What was saved is safe. Please ask the clerk.</source>
        <translation>已保存的内容是安全的。请找工作人员。</translation>
    </message>
    <message>
        <source>This is not allowed here.</source>
        <translation>这里不能这样做。</translation>
    </message>
    <message>
        <source>The card reader is not connected.</source>
        <translation>读卡器没有连接。</translation>
    </message>
    <message>
        <source>Please ask the clerk, or type your name and number.</source>
        <translation>请找工作人员，或输入姓名和号码。</translation>
    </message>
    <message>
        <source>The card reader does not answer.</source>
        <translation>读卡器没有反应。</translation>
    </message>
    <message>
        <source>There is no card on the reader.</source>
        <translation>读卡器上没有身份证。</translation>
    </message>
    <message>
        <source>Please lay your ID card on the reader.</source>
        <translation>请把身份证放在读卡器上。</translation>
    </message>
    <message>
        <source>The card was taken away too early.</source>
        <translation>身份证拿走得太早了。</translation>
    </message>
    <message>
        <source>Please lay it down again and leave it until you see your name.</source>
        <translation>请重新放好，看到名字之后再拿。</translation>
    </message>
    <message>
        <source>This card could not be read.</source>
        <translation>这张身份证读不出来。</translation>
    </message>
    <message>
        <source>Please turn it over and lay it down again, or type your name and number.</source>
        <translation>请翻面再放一次，或输入姓名和号码。</translation>
    </message>
    <message>
        <source>The number on this card was not read correctly.</source>
        <translation>身份证号码没有读对。</translation>
    </message>
    <message>
        <source>Please lay it down again, or type your name and number.</source>
        <translation>请再放一次，或输入姓名和号码。</translation>
    </message>
    <message>
        <source>This machine does not know this kind of card.</source>
        <translation>机器不认识这种卡。</translation>
    </message>
    <message>
        <source>Please lay down an ID card, or ask the clerk.</source>
        <translation>请放身份证，或找工作人员。</translation>
    </message>
    <message>
        <source>The date on this card has passed.</source>
        <translation>这张身份证已过有效期。</translation>
    </message>
    <message>
        <source>You can go on. Please renew your card when you can.</source>
        <translation>可以继续办理。方便时请换领新证。</translation>
    </message>
    <message>
        <source>This reader may not read this card.</source>
        <translation>这台读卡器没有读这张卡的权限。</translation>
    </message>
    <message>
        <source>The code reader is not connected.</source>
        <translation>读码器没有连接。</translation>
    </message>
    <message>
        <source>You can go on without it, or ask the clerk.</source>
        <translation>可以先跳过这一步，或找工作人员。</translation>
    </message>
    <message>
        <source>No code was seen.</source>
        <translation>没有看到二维码。</translation>
    </message>
    <message>
        <source>Please hold the code straight before the reader, a hand&apos;s width away.</source>
        <translation>请把二维码正对读码器，离一个手掌远。</translation>
    </message>
    <message>
        <source>This code could not be read.</source>
        <translation>这个二维码读不出来。</translation>
    </message>
    <message>
        <source>Please smooth the paper and hold it before the reader again, or ask the clerk.</source>
        <translation>请把纸抚平，再对着读码器放一次，或找工作人员。</translation>
    </message>
    <message>
        <source>The reader for chip cards is not connected.</source>
        <translation>芯片卡读卡器没有连接。</translation>
    </message>
    <message>
        <source>There is no card in the slot.</source>
        <translation>卡槽里没有卡。</translation>
    </message>
    <message>
        <source>Please put your card into the slot, the chip first.</source>
        <translation>请把卡插入卡槽，芯片朝前。</translation>
    </message>
    <message>
        <source>The card was pulled out too early.</source>
        <translation>卡拔得太早了。</translation>
    </message>
    <message>
        <source>Please put it in again and leave it until it has been read.</source>
        <translation>请重新插卡，读完再拔。</translation>
    </message>
    <message>
        <source>The card does not answer.</source>
        <translation>卡没有反应。</translation>
    </message>
    <message>
        <source>Please turn it round, so that the chip goes in first and lies on top.</source>
        <translation>请把卡换个方向，芯片朝前、朝上插入。</translation>
    </message>
    <message>
        <source>This machine does not know this chip card.</source>
        <translation>机器不认识这种芯片卡。</translation>
    </message>
    <message>
        <source>Please put in your social security card, or ask the clerk.</source>
        <translation>请插社会保障卡，或找工作人员。</translation>
    </message>
    <message>
        <source>The chip of this card could not be read.</source>
        <translation>这张卡的芯片读不出来。</translation>
    </message>
    <message>
        <source>Please type your name and number, or ask the clerk.</source>
        <translation>请输入姓名和号码，或找工作人员。</translation>
    </message>
    <message>
        <source>The scanner is not connected.</source>
        <translation>扫描仪没有连接。</translation>
    </message>
    <message>
        <source>You can go on without it and bring the papers later, or ask the clerk.</source>
        <translation>可以先不扫描，材料以后再带来，或找工作人员。</translation>
    </message>
    <message>
        <source>There is no paper in the scanner.</source>
        <translation>扫描仪里没有纸。</translation>
    </message>
    <message>
        <source>Please put your page in and try again.</source>
        <translation>请放好材料再试。</translation>
    </message>
    <message>
        <source>The paper is stuck in the scanner.</source>
        <translation>扫描仪卡纸了。</translation>
    </message>
    <message>
        <source>Please pull it out gently and put it in again. Pages already shown are kept.</source>
        <translation>请轻轻拉出来重新放。已显示的页面都保留着。</translation>
    </message>
    <message>
        <source>The scanner&apos;s cover is open.</source>
        <translation>扫描仪的盖子开着。</translation>
    </message>
    <message>
        <source>Please close it and try again.</source>
        <translation>请合上再试。</translation>
    </message>
    <message>
        <source>The scanner is busy.</source>
        <translation>扫描仪正忙。</translation>
    </message>
    <message>
        <source>The scanner stopped in the middle.</source>
        <translation>扫描中途停了。</translation>
    </message>
    <message>
        <source>Please put the page in again. Pages already shown are kept.</source>
        <translation>请重新放这一页。已显示的页面都保留着。</translation>
    </message>
    <message>
        <source>The scanner cannot be used now.</source>
        <translation>扫描仪现在不能用。</translation>
    </message>
    <message>
        <source>Other pages came than were counted.</source>
        <translation>扫出的页数和点好的不一样。</translation>
    </message>
    <message>
        <source>Please compare the pages shown with your papers. Pages already shown are kept.</source>
        <translation>请把显示的页面和您的材料对一对。已显示的页面都保留着。</translation>
    </message>
    <message>
        <source>No page was seen in the scanner.</source>
        <translation>扫描仪没有看到材料。</translation>
    </message>
    <message>
        <source>Please lay the page straight and try again.</source>
        <translation>请把材料放正再试。</translation>
    </message>
    <message>
        <source>The picture of the page is damaged.</source>
        <translation>页面的图像坏了。</translation>
    </message>
    <message>
        <source>Please scan it again.</source>
        <translation>请重新扫描。</translation>
    </message>
    <message>
        <source>The printer is not connected.</source>
        <translation>打印机没有连接。</translation>
    </message>
    <message>
        <source>The light of this screen cannot be changed.</source>
        <translation>屏幕亮度不能调节。</translation>
    </message>
    <message>
        <source>You can make the text larger, or ask the clerk.</source>
        <translation>可以把字放大，或找工作人员。</translation>
    </message>
    <message>
        <source>The loudspeaker is not connected.</source>
        <translation>喇叭没有连接。</translation>
    </message>
    <message>
        <source>Everything can be read on the screen, or ask the clerk.</source>
        <translation>屏幕上都有文字，或找工作人员。</translation>
    </message>
    <message>
        <source>The power is out. This machine runs on its battery.</source>
        <translation>停电了，机器正在用电池。</translation>
    </message>
    <message>
        <source>Please finish soon. What you entered is kept.</source>
        <translation>请尽快办完。填好的内容都保留着。</translation>
    </message>
    <message>
        <source>The battery is running out. This machine switches off now.</source>
        <translation>电池快用完了，机器马上关机。</translation>
    </message>
    <message>
        <source>What you entered is kept. Please take your card and come back when there is power.</source>
        <translation>填好的内容都保留着。请拿好身份证，来电后再来。</translation>
    </message>
    <message>
        <source>The battery for power cuts is not connected.</source>
        <translation>停电用的电池没有连接。</translation>
    </message>
    <message>
        <source>The microphone is not connected.</source>
        <translation>话筒没有连接。</translation>
    </message>
    <message>
        <source>You can answer on the screen or on paper, or ask the clerk.</source>
        <translation>可以在屏幕上或用纸答复，或找工作人员。</translation>
    </message>
    <message>
        <source>You can go on. Please tell the clerk.</source>
        <translation>可以继续办理。请告诉工作人员。</translation>
    </message>
    <message>
        <source>You can write down the number on the screen, or ask the clerk.</source>
        <translation>您可以抄下屏幕上的编号，或找工作人员。</translation>
    </message>
    <message>
        <source>The printer is out of paper.</source>
        <translation>打印机没有纸了。</translation>
    </message>
    <message>
        <source>Please ask the clerk for paper. Printing goes on by itself.</source>
        <translation>请找工作人员加纸，会自动继续打印。</translation>
    </message>
    <message>
        <source>The paper is stuck in the printer.</source>
        <translation>打印机卡纸了。</translation>
    </message>
    <message>
        <source>Please ask the clerk. Printing goes on by itself.</source>
        <translation>请找工作人员，会自动继续打印。</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open.</source>
        <translation>打印机的盖子开着。</translation>
    </message>
    <message>
        <source>Please close it. Printing goes on by itself.</source>
        <translation>请合上盖子，会自动继续打印。</translation>
    </message>
    <message>
        <source>The printer needs toner.</source>
        <translation>打印机缺墨粉。</translation>
    </message>
    <message>
        <source>The printer was paused.</source>
        <translation>打印机暂停了。</translation>
    </message>
    <message>
        <source>Please wait a moment. Printing goes on by itself.</source>
        <translation>请稍等，会自动继续打印。</translation>
    </message>
    <message>
        <source>The printer does not answer.</source>
        <translation>打印机没有反应。</translation>
    </message>
    <message>
        <source>The paper could not be printed.</source>
        <translation>没有打印成功。</translation>
    </message>
    <message>
        <source>Please try again, or write down the number on the screen.</source>
        <translation>请再试一次，或抄下屏幕上的编号。</translation>
    </message>
    <message>
        <source>The camera is not connected.</source>
        <translation>摄像头没有连接。</translation>
    </message>
    <message>
        <source>The clerk can confirm that you are here. It counts the same.</source>
        <translation>可以由工作人员确认您本人到场，效果一样。</translation>
    </message>
    <message>
        <source>The camera sees nothing.</source>
        <translation>摄像头看不到东西。</translation>
    </message>
    <message>
        <source>Please look whether something covers it, or let the clerk confirm that you are here.</source>
        <translation>请看看是不是被遮住了，或由工作人员确认您本人到场。</translation>
    </message>
    <message>
        <source>The camera&apos;s picture stands still.</source>
        <translation>摄像头的画面不动了。</translation>
    </message>
    <message>
        <source>Please try again, or let the clerk confirm that you are here.</source>
        <translation>请再试一次，或由工作人员确认您本人到场。</translation>
    </message>
    <message>
        <source>No face is to be seen.</source>
        <translation>没有看到人脸。</translation>
    </message>
    <message>
        <source>Please stand in front of the camera.</source>
        <translation>请站到摄像头前面。</translation>
    </message>
    <message>
        <source>More than one face is to be seen.</source>
        <translation>看到不止一张脸。</translation>
    </message>
    <message>
        <source>Please stand alone in front of the camera.</source>
        <translation>请一个人站在摄像头前面。</translation>
    </message>
    <message>
        <source>Your face is too far away.</source>
        <translation>您离得太远了。</translation>
    </message>
    <message>
        <source>Please come closer.</source>
        <translation>请走近一点。</translation>
    </message>
    <message>
        <source>The picture is not sharp.</source>
        <translation>画面不清楚。</translation>
    </message>
    <message>
        <source>Please hold still for a moment.</source>
        <translation>请保持一会儿不动。</translation>
    </message>
    <message>
        <source>It is too dark.</source>
        <translation>光线太暗。</translation>
    </message>
    <message>
        <source>Please turn towards the light.</source>
        <translation>请面向亮的地方。</translation>
    </message>
    <message>
        <source>Faces cannot be compared on this machine today.</source>
        <translation>今天这台机器不能比对人脸。</translation>
    </message>
    <message>
        <source>What you entered is no longer here.</source>
        <translation>填过的内容已经不在了。</translation>
    </message>
    <message>
        <source>Please start again.</source>
        <translation>请重新开始。</translation>
    </message>
    <message>
        <source>A part of your papers is missing.</source>
        <translation>缺少一部分材料。</translation>
    </message>
    <message>
        <source>Please go back and try again.</source>
        <translation>请返回再试。</translation>
    </message>
    <message>
        <source>The page could not be kept.</source>
        <translation>这一页没有保存成功。</translation>
    </message>
    <message>
        <source>The PIN is not right.</source>
        <translation>密码不对。</translation>
    </message>
    <message>
        <source>Too many wrong PINs.</source>
        <translation>密码错误次数太多。</translation>
    </message>
    <message>
        <source>Please wait %1 and try again.</source>
        <translation>请等 %1 再试。</translation>
    </message>
    <message>
        <source>This account is not known here.</source>
        <translation>本机没有这个账号。</translation>
    </message>
    <message>
        <source>Please choose another account.</source>
        <translation>请选择别的账号。</translation>
    </message>
    <message>
        <source>This account has been closed.</source>
        <translation>这个账号已停用。</translation>
    </message>
    <message>
        <source>Please ask the township.</source>
        <translation>请联系乡镇。</translation>
    </message>
    <message>
        <source>No clerk is signed in.</source>
        <translation>没有工作人员登录。</translation>
    </message>
    <message>
        <source>Please sign in with your PIN.</source>
        <translation>请用密码登录。</translation>
    </message>
    <message>
        <source>Your face is not kept on this machine.</source>
        <translation>本机没有保存您的人脸。</translation>
    </message>
    <message>
        <source>The consent for this step is missing.</source>
        <translation>这一步还缺您的同意。</translation>
    </message>
    <message>
        <source>Please go back and answer it.</source>
        <translation>请返回作出选择。</translation>
    </message>
    <message>
        <source>Nobody may confirm the own check-in or that of the own household.</source>
        <translation>不能确认自己或自己家人的签到。</translation>
    </message>
    <message>
        <source>Please ask another clerk.</source>
        <translation>请找别的工作人员。</translation>
    </message>
    <message>
        <source>This station is not yet connected to its township.</source>
        <translation>本站还没有与乡镇建立连接。</translation>
    </message>
    <message>
        <source>The one-time code is not right.</source>
        <translation>一次性代码不对。</translation>
    </message>
    <message>
        <source>Please look at the paper from the township and type it again.</source>
        <translation>请看乡镇给的纸条，重新输入。</translation>
    </message>
    <message>
        <source>The line to the township is down.</source>
        <translation>与乡镇的网络断了。</translation>
    </message>
    <message>
        <source>You can go on. It is saved here and will be sent.</source>
        <translation>可以继续办理，内容保存在本机，以后自动发送。</translation>
    </message>
    <message>
        <source>The township could not take it.</source>
        <translation>乡镇没有收下。</translation>
    </message>
    <message>
        <source>Too many cards were asked about in a short time.</source>
        <translation>短时间内查询的身份证太多。</translation>
    </message>
    <message>
        <source>Please wait a few minutes.</source>
        <translation>请等几分钟。</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>Service mode needs your own card on the reader.</source>
        <translation>进入设备维护要把您本人的卡放在读卡器上。</translation>
    </message>
    <message>
        <source>Lay down the ID card that belongs to this account.</source>
        <translation>请放上这个账户本人的身份证。</translation>
    </message>
    <message>
        <source>This is practice: that is not done here.</source>
        <translation>现在是练习，这一步不能做。</translation>
    </message>
    <message>
        <source>Nothing was kept. End the practice to do it in earnest.</source>
        <translation>什么也没有保存。要正式办理，请先结束练习。</translation>
    </message>
    <message>
        <source>The practice has ended.</source>
        <translation>练习已经结束。</translation>
    </message>
    <message>
        <source>Nothing of it was kept. A clerk can begin it again.</source>
        <translation>练习的内容都没有保存。工作人员可以重新开始练习。</translation>
    </message>
</context>
<context>
    <name>GlassLine</name>
    <message>
        <source>left edge</source>
        <translation>左边</translation>
    </message>
    <message>
        <source>right edge, %1 mm</source>
        <translation>右边，%1 毫米</translation>
    </message>
</context>
<context>
    <name>HandwritingKeys</name>
    <message>
        <source>Take back the last stroke</source>
        <translation>撤回上一笔</translation>
    </message>
    <message>
        <source>Write this character anew</source>
        <translation>重写这个字</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Hide keyboard</source>
        <translation>收起键盘</translation>
    </message>
    <message>
        <source>Write one character, stroke by stroke, and touch it here.</source>
        <translation>一笔一画写一个字，写好后在这里点它。</translation>
    </message>
    <message>
        <source>Pinyin</source>
        <translation>拼音</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>HealthWords</name>
    <message>
        <source>Card reader</source>
        <translation>读卡器</translation>
    </message>
    <message>
        <source>Pull its cable out and put it in again.</source>
        <translation>请把它的线拔下来，再插上。</translation>
    </message>
    <message>
        <source>The card reader is broken: call support.</source>
        <translation>读卡器坏了，请联系技术支持。</translation>
    </message>
    <message>
        <source>It was just starting. Test again.</source>
        <translation>它正在启动，请再检查一次。</translation>
    </message>
    <message>
        <source>Card reader answers within</source>
        <translation>读卡器应答时间</translation>
    </message>
    <message>
        <source>It is slow: put its cable into another socket and test again.</source>
        <translation>应答慢：请把线换一个插口，再检查一次。</translation>
    </message>
    <message>
        <source>It is too slow: call support.</source>
        <translation>应答太慢，请联系技术支持。</translation>
    </message>
    <message>
        <source>This reader does not tell it. Nothing to do.</source>
        <translation>这种读卡器不提供，不用处理。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Check its cable, and take away what covers the lens.</source>
        <translation>请检查它的线，拿开挡住镜头的东西。</translation>
    </message>
    <message>
        <source>No picture comes from the camera: call support.</source>
        <translation>摄像头没有画面，请联系技术支持。</translation>
    </message>
    <message>
        <source>Light before the camera</source>
        <translation>摄像头前的光线</translation>
    </message>
    <message>
        <source>Too dark or too bright: turn a lamp on, or keep the sun from behind the person.</source>
        <translation>太暗或者太亮：请开灯，或者不要让阳光从人的背后照过来。</translation>
    </message>
    <message>
        <source>Call support.</source>
        <translation>请联系技术支持。</translation>
    </message>
    <message>
        <source>No picture was measured. Test again when nobody uses the camera.</source>
        <translation>没有测到画面。没有人用摄像头时，请再检查一次。</translation>
    </message>
    <message>
        <source>Sharpness of the camera</source>
        <translation>摄像头清晰度</translation>
    </message>
    <message>
        <source>Wipe the lens with a soft dry cloth and test again.</source>
        <translation>请用软干布擦镜头，再检查一次。</translation>
    </message>
    <message>
        <source>Computing of faces</source>
        <translation>人脸计算库</translation>
    </message>
    <message>
        <source>Call support: comparing faces is slow.</source>
        <translation>人脸比对慢，请联系技术支持。</translation>
    </message>
    <message>
        <source>Comparing faces is slow: call support.</source>
        <translation>人脸比对慢，请联系技术支持。</translation>
    </message>
    <message>
        <source>The camera&apos;s program does not tell it. Nothing to do.</source>
        <translation>摄像头程序没有提供，不用处理。</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫描仪</translation>
    </message>
    <message>
        <source>Close its cover, take out stuck paper and check its cable and its switch.</source>
        <translation>请盖好盖子，取出卡住的纸，检查它的线和开关。</translation>
    </message>
    <message>
        <source>The scanner is broken: call support.</source>
        <translation>扫描仪坏了，请联系技术支持。</translation>
    </message>
    <message>
        <source>Printer and its paper</source>
        <translation>打印机和纸</translation>
    </message>
    <message>
        <source>Put in paper, take out stuck paper, close all covers and check its cable and its switch.</source>
        <translation>请加纸，取出卡住的纸，盖好盖子，检查它的线和开关。</translation>
    </message>
    <message>
        <source>The printer is broken: call support.</source>
        <translation>打印机坏了，请联系技术支持。</translation>
    </message>
    <message>
        <source>Code reader</source>
        <translation>扫码器</translation>
    </message>
    <message>
        <source>Check its cable.</source>
        <translation>请检查它的线。</translation>
    </message>
    <message>
        <source>The code reader is broken: call support.</source>
        <translation>扫码器坏了，请联系技术支持。</translation>
    </message>
    <message>
        <source>Test again.</source>
        <translation>请再检查一次。</translation>
    </message>
    <message>
        <source>Reader for chip cards</source>
        <translation>芯片卡读卡器</translation>
    </message>
    <message>
        <source>The reader is broken: call support.</source>
        <translation>读卡器坏了，请联系技术支持。</translation>
    </message>
    <message>
        <source>Light of the screen</source>
        <translation>屏幕亮度</translation>
    </message>
    <message>
        <source>Tell support that the light of the screen cannot be set.</source>
        <translation>请告诉技术支持：屏幕亮度不能调。</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>Check its cable and its switch.</source>
        <translation>请检查它的线和开关。</translation>
    </message>
    <message>
        <source>The loudspeaker is broken: call support.</source>
        <translation>扬声器坏了，请联系技术支持。</translation>
    </message>
    <message>
        <source>Mains and battery</source>
        <translation>市电和电池</translation>
    </message>
    <message>
        <source>Check the plug and the fuse. Nothing is lost when the machine switches off.</source>
        <translation>请检查插头和保险。机器关机也不会丢东西。</translation>
    </message>
    <message>
        <source>The battery is broken or empty: call support.</source>
        <translation>电池坏了或者没电，请联系技术支持。</translation>
    </message>
    <message>
        <source>Touches land beside by at most</source>
        <translation>触摸最大偏差</translation>
    </message>
    <message>
        <source>A technician should see to the panel.</source>
        <translation>请技术支持检查触摸屏。</translation>
    </message>
    <message>
        <source>The panel has to be calibrated or exchanged: call support.</source>
        <translation>触摸屏要校准或者更换，请联系技术支持。</translation>
    </message>
    <message>
        <source>A technician measures it in service mode.</source>
        <translation>由技术支持在“设备维护”里测量。</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>It is set by the line by itself. Tell support when it stays wrong for a week.</source>
        <translation>联网后会自动校准。一个星期还不对，请告诉技术支持。</translation>
    </message>
    <message>
        <source>Times on papers may be wrong: call support.</source>
        <translation>纸上的时间可能不对，请联系技术支持。</translation>
    </message>
    <message>
        <source>It is known once the township was heard.</source>
        <translation>与镇里联系上以后才知道。</translation>
    </message>
    <message>
        <source>The township was last heard</source>
        <translation>上次联系到镇里</translation>
    </message>
    <message>
        <source>Check the network cable or the signal of the mobile router.</source>
        <translation>请检查网线，或者移动路由器的信号。</translation>
    </message>
    <message>
        <source>Nothing has come through for a week: call support.</source>
        <translation>一个星期没有联系上，请联系技术支持。</translation>
    </message>
    <message>
        <source>The township was never heard. Check the network cable.</source>
        <translation>从来没有联系上镇里，请检查网线。</translation>
    </message>
    <message>
        <source>The township last confirmed a hand-in</source>
        <translation>镇里上次确认收到材料</translation>
    </message>
    <message>
        <source>None was confirmed yet.</source>
        <translation>还没有确认过。</translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>等待发送的材料</translation>
    </message>
    <message>
        <source>Check the line. On the third day a stick should carry it to town.</source>
        <translation>请检查网络。到第三天，应当用U盘送到镇里。</translation>
    </message>
    <message>
        <source>Have it carried to town by stick: call the township.</source>
        <translation>请用U盘送到镇里：请给镇里打电话。</translation>
    </message>
    <message>
        <source>Key of this station, made</source>
        <translation>本站密钥生成于</translation>
    </message>
    <message>
        <source>Ask the township to set this station up anew.</source>
        <translation>请镇里重新开通本站。</translation>
    </message>
    <message>
        <source>This station has no key yet: it is not set up.</source>
        <translation>本站还没有密钥，还没有开通。</translation>
    </message>
    <message>
        <source>Key of the township, came</source>
        <translation>镇里的密钥收到于</translation>
    </message>
    <message>
        <source>Ask the township for a new key.</source>
        <translation>请镇里换新的密钥。</translation>
    </message>
    <message>
        <source>Free on the disk</source>
        <translation>硬盘剩余空间</translation>
    </message>
    <message>
        <source>Let what waits be sent, or have it carried to town by stick.</source>
        <translation>请等材料发送完，或者用U盘送到镇里。</translation>
    </message>
    <message>
        <source>Soon nothing can be taken in any more: call support.</source>
        <translation>很快就不能再收材料了，请联系技术支持。</translation>
    </message>
    <message>
        <source>What the disk says of itself</source>
        <translation>硬盘自检</translation>
    </message>
    <message>
        <source>The disk will fail: call support today.</source>
        <translation>硬盘快坏了，请今天就联系技术支持。</translation>
    </message>
    <message>
        <source>This disk does not tell. Nothing to do.</source>
        <translation>这块硬盘不提供，不用处理。</translation>
    </message>
    <message>
        <source>Bad places on the disk</source>
        <translation>硬盘坏块</translation>
    </message>
    <message>
        <source>Tell support when they become more.</source>
        <translation>如果变多，请告诉技术支持。</translation>
    </message>
    <message>
        <source>The disk has to be exchanged: call support.</source>
        <translation>硬盘要更换，请联系技术支持。</translation>
    </message>
    <message>
        <source>Disk used up</source>
        <translation>硬盘磨损</translation>
    </message>
    <message>
        <source>Tell support that the disk should be exchanged within a year.</source>
        <translation>请告诉技术支持：一年内应当更换硬盘。</translation>
    </message>
    <message>
        <source>Temperature of the disk</source>
        <translation>硬盘温度</translation>
    </message>
    <message>
        <source>Free the openings for air, and keep the sun off.</source>
        <translation>请清理通风口，不要让太阳直晒。</translation>
    </message>
    <message>
        <source>Switch the machine off and call support.</source>
        <translation>请关机，并联系技术支持。</translation>
    </message>
    <message>
        <source>Disk switched on for</source>
        <translation>硬盘通电时间</translation>
    </message>
    <message>
        <source>Temperature of the machine</source>
        <translation>机器温度</translation>
    </message>
    <message>
        <source>This machine does not tell. Nothing to do.</source>
        <translation>这台机器不提供，不用处理。</translation>
    </message>
    <message>
        <source>The system on the disk</source>
        <translation>硬盘上的系统</translation>
    </message>
    <message>
        <source>A part of the system is damaged: call support.</source>
        <translation>系统有一部分损坏，请联系技术支持。</translation>
    </message>
    <message>
        <source>This installation does not tell. Nothing to do.</source>
        <translation>这种安装方式不提供，不用处理。</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>less than an hour ago</source>
        <translation>不到一小时前</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>%1 天前</translation>
    </message>
    <message>
        <source>%1 years ago</source>
        <translation>%1 年前</translation>
    </message>
    <message>
        <source>right to the second</source>
        <translation>准确到秒</translation>
    </message>
    <message>
        <source>%1 s ahead</source>
        <translation>快 %1 秒</translation>
    </message>
    <message>
        <source>%1 s behind</source>
        <translation>慢 %1 秒</translation>
    </message>
    <message>
        <source>%1 of 255</source>
        <translation>%1（最大 255）</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>nothing for more than an hour</source>
        <translation>没有超过一小时的</translation>
    </message>
    <message>
        <source>the oldest since %1</source>
        <translation>最早的已等 %1</translation>
    </message>
    <message>
        <source>it is well</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>it will fail</source>
        <translation>快坏了</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>有损坏</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>spots: %1; the largest %2 mm from the left edge, %3 mm from the top</source>
        <translation>有 %1 处脏点；最大的离左边 %2 毫米，离上边 %3 毫米</translation>
    </message>
    <message>
        <source>Wipe it there with a soft cloth, and look again.</source>
        <translation>请用软布擦那个地方，再检查一次。</translation>
    </message>
    <message>
        <source>Lay a blank white sheet there and touch “Look at the glass”.</source>
        <translation>请放一张空白的白纸，再按“检查扫描玻璃”。</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>请查看</translation>
    </message>
    <message>
        <source>Call support</source>
        <translation>请报修</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不清楚</translation>
    </message>
    <message>
        <source>Glass of the scanner</source>
        <translation>扫描仪玻璃</translation>
    </message>
    <message>
        <source>Feeder of the scanner</source>
        <translation>扫描仪进纸口</translation>
    </message>
    <message>
        <source>For support: %1.</source>
        <translation>要报修：%1 项。</translation>
    </message>
    <message>
        <source>To be looked at: %1.</source>
        <translation>要查看：%1 项。</translation>
    </message>
    <message>
        <source>All that was looked at is good.</source>
        <translation>查到的都良好。</translation>
    </message>
    <message>
        <source>Not known: %1.</source>
        <translation>不清楚：%1 项。</translation>
    </message>
    <message>
        <source>by itself, after the start</source>
        <translation>开机后自动</translation>
    </message>
    <message>
        <source>by itself, as every day</source>
        <translation>每天自动</translation>
    </message>
    <message>
        <source>by a clerk</source>
        <translation>工作人员操作</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Hello, %1</source>
        <translation>您好，%1</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>您要办什么事？</translation>
    </message>
    <message>
        <source>Reading the card …</source>
        <translation>正在读身份证……</translation>
    </message>
    <message>
        <source>A card is lying on the reader. Whose is it? Please take it away.</source>
        <translation>读卡器上有一张身份证，是谁的？请取走。</translation>
    </message>
    <message>
        <source>The date on this card has passed. You can go on. Please renew your card when you can.</source>
        <translation>这张身份证已过有效期。可以继续办理，方便时请换领新证。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>申请救助</translation>
    </message>
    <message>
        <source>Show that you are well and here</source>
        <translation>报个平安，本人来一下</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>See how far your application is</source>
        <translation>看申请办到哪一步</translation>
    </message>
    <message>
        <source>My case</source>
        <translation>查询进度</translation>
    </message>
    <message>
        <source>Lay your ID card on the reader, or touch what you want to do.</source>
        <translation>请把身份证放在读卡器上，或点您要办的事。</translation>
    </message>
    <message>
        <source>For clerks</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Take back my face consent</source>
        <translation>撤回人脸同意</translation>
    </message>
    <message>
        <source>Ask for help when life is hard</source>
        <translation>生活有困难，申请帮助</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>您好</translation>
    </message>
    <message>
        <source>You can apply and check in as always: it is kept here, sealed, and sent as soon as the line is back. What is known here of earlier visits is not shown until then. For questions call %1.</source>
        <translation>您可以照常申请和签到：材料加密保存在本机，网络恢复后马上发送。在此之前，本机不显示以前的办理情况。有疑问请拨打 %1。</translation>
    </message>
    <message>
        <source>No contact with the township for %1 days</source>
        <translation>已有 %1 天联系不上乡镇</translation>
    </message>
    <message>
        <source>For everybody, without a card</source>
        <translation>人人可看，不用刷卡</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>公示与政策</translation>
    </message>
    <message>
        <source>Complain or object, sealed, without a card</source>
        <translation>密封送出，不用刷卡</translation>
    </message>
    <message>
        <source>I do not agree</source>
        <translation>投诉、异议</translation>
    </message>
    <message>
        <source>You come for %1. What you choose now is for this person.</source>
        <translation>您替 %1 来办。现在选的事，都是替他（她）办的。</translation>
    </message>
    <message>
        <source>I come for somebody else</source>
        <translation>我替别人来办</translation>
    </message>
    <message>
        <source>For myself again</source>
        <translation>改成给自己办</translation>
    </message>
    <message>
        <source>Touch what you would like to practise.</source>
        <translation>请点您要练习的事。</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>Please type your name.</source>
        <translation>请输入姓名。</translation>
    </message>
    <message>
        <source>The number has 18 characters: digits, and sometimes X at the end.</source>
        <translation>身份证号码有 18 位：数字，最后一位可能是 X。</translation>
    </message>
    <message>
        <source>The date of birth in the number does not exist. Please look again.</source>
        <translation>号码里的出生日期不存在，请再看一下。</translation>
    </message>
    <message>
        <source>One digit is not right. Please compare with your card.</source>
        <translation>有一位数字不对，请与身份证核对。</translation>
    </message>
</context>
<context>
    <name>Install</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空盘</translation>
    </message>
    <message>
        <source>Something is stored on it. It will be erased.</source>
        <translation>盘上有内容，会被清除。</translation>
    </message>
    <message>
        <source>A station is on it already. What it has not sent yet would be lost for ever.</source>
        <translation>盘上已有一个服务站。其中尚未上传的材料将永远丢失。</translation>
    </message>
    <message>
        <source>Too small for a station</source>
        <translation>容量太小，装不下服务站</translation>
    </message>
    <message>
        <source>Number %1</source>
        <translation>编号 %1</translation>
    </message>
    <message>
        <source>The disk that you chose is not there any more. Nothing was written.</source>
        <translation>您选的硬盘已经不在了。没有写入任何内容。</translation>
    </message>
    <message>
        <source>The disk is too small for a station. Nothing was written.</source>
        <translation>硬盘容量太小。没有写入任何内容。</translation>
    </message>
    <message>
        <source>The disk took no more. It may be broken, or its cable loose. Nothing starts from it now.</source>
        <translation>硬盘写不进去了，可能已损坏，或数据线松动。现在无法从它启动。</translation>
    </message>
    <message>
        <source>What was read back is not what was written. The disk is broken and must be replaced.</source>
        <translation>读回的内容与写入的不一致。硬盘已损坏，必须更换。</translation>
    </message>
    <message>
        <source>It did not work, and nobody knows why. Try again.</source>
        <translation>没有成功，原因不明。请再试一次。</translation>
    </message>
    <message>
        <source>Secure Boot is on: only signed systems start here.</source>
        <translation>安全启动已开启：本机只能启动经过签名的系统。</translation>
    </message>
    <message>
        <source>Secure Boot waits for keys. They are put in when the machine starts from this stick the next time.</source>
        <translation>安全启动等待写入密钥。下次用这个U盘启动时会自动写入。</translation>
    </message>
    <message>
        <source>Secure Boot is off. Switch it on in the firmware, or somebody could start another system.</source>
        <translation>安全启动已关闭。请在固件设置中打开，否则别人可能启动其他系统。</translation>
    </message>
    <message>
        <source>This machine knows no Secure Boot. Whoever has it in hand could start another system.</source>
        <translation>本机没有安全启动功能。拿到机器的人可能启动其他系统。</translation>
    </message>
    <message>
        <source>Look for disks again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Write to this disk</source>
        <translation>写入这块硬盘</translation>
    </message>
    <message>
        <source>Back to the disks</source>
        <translation>返回选择硬盘</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关机</translation>
    </message>
    <message>
        <source>The station is being written</source>
        <translation>正在写入服务站</translation>
    </message>
    <message>
        <source>The station is on the disk</source>
        <translation>服务站已装入硬盘</translation>
    </message>
    <message>
        <source>The station could not be written</source>
        <translation>服务站没有写成</translation>
    </message>
    <message>
        <source>Put a station onto this machine</source>
        <translation>在本机安装服务站</translation>
    </message>
    <message>
        <source>Looking for disks</source>
        <translation>正在查找硬盘</translation>
    </message>
    <message>
        <source>Check that the disk of this machine is connected, then look again.</source>
        <translation>请检查本机硬盘是否接好，然后重新查找。</translation>
    </message>
    <message>
        <source>There is no disk that a station could be written to</source>
        <translation>没有找到可以安装的硬盘</translation>
    </message>
    <message>
        <source>Which disk? Everything on it will be erased.</source>
        <translation>装到哪块硬盘？盘上的内容会全部清除。</translation>
    </message>
    <message>
        <source>Reading it back: %1 %</source>
        <translation>正在读回核对：%1 %</translation>
    </message>
    <message>
        <source>Writing: %1 %</source>
        <translation>正在写入：%1 %</translation>
    </message>
    <message>
        <source>Leave the stick in and the machine on.</source>
        <translation>请不要拔U盘，不要关机。</translation>
    </message>
    <message>
        <source>Set four things in the firmware, at the next start (mostly by F2 or Del):</source>
        <translation>下次开机时（一般按 F2 或 Del 键），在固件设置里改四处：</translation>
    </message>
    <message>
        <source>1. A password, so that nobody changes the settings. Keep it in the township, not at the station.</source>
        <translation>1. 设置密码，防止别人改动。密码存在乡镇，不要放在站里。</translation>
    </message>
    <message>
        <source>2. Start from the built-in disk first.</source>
        <translation>2. 第一启动项设为机内硬盘。</translation>
    </message>
    <message>
        <source>3. Do not start from USB.</source>
        <translation>3. 禁止从 USB 启动。</translation>
    </message>
    <message>
        <source>4. Switch on by itself when the power comes back (“Restore on AC power loss”).</source>
        <translation>4. 来电后自动开机（“Restore on AC power loss”）。</translation>
    </message>
    <message>
        <source>Pull out the stick when the screen is dark, then switch the machine on.</source>
        <translation>屏幕变黑后拔出U盘，再打开机器。</translation>
    </message>
    <message>
        <source>No, go back</source>
        <translation>不，返回</translation>
    </message>
    <message>
        <source>Erase this disk and write a station to it?</source>
        <translation>清除这块硬盘并装入服务站？</translation>
    </message>
    <message>
        <source>Yes, erase and write</source>
        <translation>是，清除并写入</translation>
    </message>
</context>
<context>
    <name>JourneyPage</name>
    <message>
        <source>Ask the clerk</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Finish the exercise</source>
        <translation>完成练习</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>A part of this machine is starting again. Please wait a moment.</source>
        <translation>机器的一个部分正在重新启动，请稍等。</translation>
    </message>
    <message>
        <source>This station is not yet connected to its township.</source>
        <translation>本站还没有与乡镇建立连接。</translation>
    </message>
    <message>
        <source>Connected to the township</source>
        <translation>已与乡镇连接</translation>
    </message>
    <message>
        <source>No line at the moment. What you hand in is saved here and will be sent.</source>
        <translation>现在没有网络。提交的内容保存在本机，以后自动发送。</translation>
    </message>
    <message>
        <source>No card reader</source>
        <translation>没有读卡器</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>没有摄像头</translation>
    </message>
    <message>
        <source>No scanner</source>
        <translation>没有扫描仪</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>没有打印机</translation>
    </message>
    <message>
        <source>This station is out of use.</source>
        <translation>本机已停用。</translation>
    </message>
    <message>
        <source>This is practice. Nothing is sent.</source>
        <translation>现在是练习，什么也不会送出。</translation>
    </message>
</context>
<context>
    <name>LayCard</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Please lay your ID card on the reader</source>
        <translation>请把身份证放在读卡器上</translation>
    </message>
    <message>
        <source>Leave the card there until you see your name.</source>
        <translation>看到您的名字之前，请不要拿走。</translation>
    </message>
    <message>
        <source>Reading the card …</source>
        <translation>正在读身份证……</translation>
    </message>
    <message>
        <source>A card is lying on the reader from before. Please lift it and lay down your own card.</source>
        <translation>读卡器上有之前留下的身份证。请拿起来，再放您自己的身份证。</translation>
    </message>
    <message>
        <source>No card, or it cannot be read</source>
        <translation>没有身份证，或读不出来</translation>
    </message>
</context>
<context>
    <name>LetterKeys</name>
    <message>
        <source>Capital letters</source>
        <translation>大写</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Hide keyboard</source>
        <translation>收起键盘</translation>
    </message>
    <message>
        <source>Pinyin is on</source>
        <translation>拼音已打开</translation>
    </message>
    <message>
        <source>Pinyin is off</source>
        <translation>拼音已关闭</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Write by hand</source>
        <translation>手写</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
</context>
<context>
    <name>LetterPapers</name>
    <message>
        <source>There is no scanner at the moment. Your words alone are enough.</source>
        <translation>现在没有扫描仪，只写文字也可以。</translation>
    </message>
    <message>
        <source>Scan more</source>
        <translation>继续扫描</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Scanning …</source>
        <translation>正在扫描……</translation>
    </message>
    <message>
        <source>Good to read</source>
        <translation>清楚</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>LevelRow</name>
    <message>
        <source>%1: this station has none that can be set</source>
        <translation>%1：本站没有可以调节的</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1：%2%</translation>
    </message>
</context>
<context>
    <name>MadeUpPerson</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Who comes to the exercise?</source>
        <translation>练习里谁来办事？</translation>
    </message>
    <message>
        <source>These persons do not exist. Choose one instead of laying a card on the reader.</source>
        <translation>这些人是虚构的。请选一位，不用放身份证。</translation>
    </message>
    <message>
        <source>%1, %2 years old</source>
        <translation>%1，%2 岁</translation>
    </message>
    <message>
        <source>No card, or it cannot be read</source>
        <translation>没有身份证，或读不出来</translation>
    </message>
    <message>
        <source>A number that is typed begins with 99 in an exercise; other numbers are not taken.</source>
        <translation>练习时输入的号码要以 99 开头，其他号码不接受。</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Doorstep</source>
        <translation>家门口</translation>
    </message>
</context>
<context>
    <name>MoneyEntry</name>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
</context>
<context>
    <name>MyCase</name>
    <message>
        <source>Please say your words and end the recording.</source>
        <translation>请说出您的话，说完结束录音。</translation>
    </message>
    <message>
        <source>That was no receipt of a service station.</source>
        <translation>这不是服务站的回执。</translation>
    </message>
    <message>
        <source>That receipt belongs to none of your cases.</source>
        <translation>这张回执不是您名下的办理。</translation>
    </message>
    <message>
        <source>The township has no case under this card.</source>
        <translation>乡镇没有这张身份证的办理记录。</translation>
    </message>
    <message>
        <source>The township was asked very often just now. Please look again in a few minutes.</source>
        <translation>刚才向乡镇查询的次数太多，请过几分钟再查。</translation>
    </message>
    <message>
        <source>The line to the township is down. Cases handed in elsewhere can be looked up when it is back.</source>
        <translation>与乡镇的网络断了。在别处提交的，等网络恢复后可以查。</translation>
    </message>
    <message>
        <source>The township did not answer about cases handed in elsewhere. Please look again in a moment.</source>
        <translation>乡镇没有回复在别处提交的情况，请稍后再查。</translation>
    </message>
    <message>
        <source>Please write your question.</source>
        <translation>请写下您的问题。</translation>
    </message>
    <message>
        <source>Please write what is wrong or missing, or add a paper.</source>
        <translation>请写下哪里错了、漏了，或者加上材料。</translation>
    </message>
    <message>
        <source>Please choose an answer.</source>
        <translation>请选一个答复。</translation>
    </message>
    <message>
        <source>Please write your words.</source>
        <translation>请写下您要说的话。</translation>
    </message>
    <message>
        <source>No case of this person with this number is known here. Please look at the receipt again, or ask the clerk.</source>
        <translation>这里没有他（她）这个编号的事项。请再看看回执，或者问工作人员。</translation>
    </message>
    <message>
        <source>Please choose one.</source>
        <translation>请选一个。</translation>
    </message>
    <message>
        <source>This is not a case number. Please look again.</source>
        <translation>这不是办理编号。请再看看。</translation>
    </message>
</context>
<context>
    <name>MyCaseAsk</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>What would you like to ask?</source>
        <translation>您想问什么？</translation>
    </message>
    <message>
        <source>A sentence is enough. If writing is hard, ask the clerk to write it for you.</source>
        <translation>写一句话就行。写字不方便的，可以请工作人员代写。</translation>
    </message>
    <message>
        <source>Your question about %1</source>
        <translation>关于 %1 的问题</translation>
    </message>
</context>
<context>
    <name>MyCaseCode</name>
    <message>
        <source>Hold the code on your receipt before the reader</source>
        <translation>请把回执上的二维码对准扫码口</translation>
    </message>
    <message>
        <source>Waiting for the code. Without a code: back.</source>
        <translation>正在等待扫码。没有二维码请点“返回”。</translation>
    </message>
</context>
<context>
    <name>MyCaseCorrect</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>What is wrong or missing?</source>
        <translation>哪里写错了、漏了？</translation>
    </message>
    <message>
        <source>What was handed in stays as it was; this is added to it. If writing is hard, ask the clerk to write it for you.</source>
        <translation>已经提交的内容不会改动，这次写的会附在后面。不方便写字，可以请工作人员代写。</translation>
    </message>
    <message>
        <source>What should be different in %1</source>
        <translation>%1 里应该怎么改</translation>
    </message>
    <message>
        <source>Look at the papers (%1)</source>
        <translation>看看材料（%1 页）</translation>
    </message>
    <message>
        <source>Add papers</source>
        <translation>加上材料</translation>
    </message>
</context>
<context>
    <name>MyCaseHearing</name>
    <message>
        <source>Another answer</source>
        <translation>换一种答复</translation>
    </message>
    <message>
        <source>I say my words here</source>
        <translation>我在这里说</translation>
    </message>
    <message>
        <source>They are recorded and sealed like all that you hand in.</source>
        <translation>会录下来，和您提交的其他材料一样封好。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Will you come to the hearing?</source>
        <translation>您来参加听证吗？</translation>
    </message>
    <message>
        <source>Your answer about %1</source>
        <translation>您对 %1 的答复</translation>
    </message>
    <message>
        <source>I come</source>
        <translation>我来</translation>
    </message>
    <message>
        <source>I cannot come</source>
        <translation>我来不了</translation>
    </message>
    <message>
        <source>The township looks for another day or comes to you.</source>
        <translation>镇里会另外安排时间，或者上门听您说。</translation>
    </message>
    <message>
        <source>I send my words instead</source>
        <translation>我写下意见</translation>
    </message>
    <message>
        <source>They count as if you had said them there.</source>
        <translation>和当面说的一样算数。</translation>
    </message>
    <message>
        <source>What you want to say</source>
        <translation>您想说的话</translation>
    </message>
    <message>
        <source>Why, or which day would do (need not be said)</source>
        <translation>为什么，或者哪天方便（可以不填）</translation>
    </message>
</context>
<context>
    <name>MyCaseKeep</name>
    <message>
        <source>Keep it</source>
        <translation>保留申请</translation>
    </message>
    <message>
        <source>Keep this application after all?</source>
        <translation>还是保留这项申请吗？</translation>
    </message>
    <message>
        <source>You took application %1 back, and the township has not said yet that it has taken that up. If you keep it, it goes on where it was.</source>
        <translation>您撤回了申请 %1，镇里还没有处理。保留的话，申请会接着办。</translation>
    </message>
</context>
<context>
    <name>MyCaseLetters</name>
    <message>
        <source>Handed in: you take the application back</source>
        <translation>已提交：您撤回申请</translation>
    </message>
    <message>
        <source>Somebody at the township takes it up. Until then you can still keep the application: under “My case”. Afterwards you can apply again at any time.</source>
        <translation>镇里会有人处理。在处理之前，您可以在“查询进度”里改主意、保留申请；处理之后，随时可以再申请。</translation>
    </message>
    <message>
        <source>Handed in: you keep the application</source>
        <translation>已提交：您保留申请</translation>
    </message>
    <message>
        <source>If the township has not taken the withdrawal up yet, the application goes on as if nothing had been. If it has, somebody will speak with you.</source>
        <translation>如果镇里还没有处理撤回，申请照常办理；如果已经处理了，会有人和您联系。</translation>
    </message>
    <message>
        <source>Your correction is handed in</source>
        <translation>您的更正已提交</translation>
    </message>
    <message>
        <source>What you handed in first stays as it was; the township reads both together. You need not do anything more.</source>
        <translation>原来提交的内容保持不变，镇里会放在一起看。您不用再做什么。</translation>
    </message>
    <message>
        <source>Your answer about the hearing is handed in</source>
        <translation>您的听证答复已提交</translation>
    </message>
    <message>
        <source>Nothing is decided before the township has read it. You may answer again if something changes: the last answer counts.</source>
        <translation>镇里看过之后才会作决定。情况有变化可以再答复，以最后一次为准。</translation>
    </message>
    <message>
        <source>Your question is handed in</source>
        <translation>问题已提交</translation>
    </message>
    <message>
        <source>The answer will stand under “My case” at this station, and you can print it there. Nothing stops and no day passes because you asked.</source>
        <translation>答复会显示在本机“查询进度”里，可以打印。提问不影响办理，也不会耽误时限。</translation>
    </message>
</context>
<context>
    <name>MyCaseList</name>
    <message>
        <source>Find a case by the code on my receipt</source>
        <translation>用回执上的二维码查找</translation>
    </message>
    <message>
        <source>Show all my cases</source>
        <translation>显示全部办理</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>我的办理</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>请稍等。</translation>
    </message>
    <message>
        <source>No cases yet</source>
        <translation>还没有办理记录</translation>
    </message>
    <message>
        <source>As the township said at %1</source>
        <translation>乡镇 %1 的消息</translation>
    </message>
    <message>
        <source>You have handed in nothing at this station so far. What was handed in elsewhere, the clerk can ask the township for.</source>
        <translation>您在本站还没有提交过。在别处提交的，可以请工作人员向乡镇询问。</translation>
    </message>
    <message>
        <source>Apply for help now</source>
        <translation>现在申请救助</translation>
    </message>
    <message>
        <source>Asking the township for your cases …</source>
        <translation>正在向乡镇查询您的办理情况……</translation>
    </message>
    <message>
        <source>Cases handed in elsewhere</source>
        <translation>在别处提交的</translation>
    </message>
    <message>
        <source>Ask for cases handed in elsewhere</source>
        <translation>查询在别处提交的</translation>
    </message>
    <message>
        <source>Cases you handed in for this person</source>
        <translation>您替他（她）交过的事项</translation>
    </message>
    <message>
        <source>You have handed in nothing for this person at this station. You can write about a case by the number on its receipt.</source>
        <translation>您在这个站还没有替他（她）交过什么。可以凭回执上的编号写信给镇里。</translation>
    </message>
    <message>
        <source>Write about another case of this person</source>
        <translation>写他（她）的另一件事</translation>
    </message>
</context>
<context>
    <name>MyCaseOther</name>
    <message>
        <source>Write about a case by its number</source>
        <translation>凭编号写信</translation>
    </message>
    <message>
        <source>What do you want to write?</source>
        <translation>您想写什么？</translation>
    </message>
    <message>
        <source>A question</source>
        <translation>提一个问题</translation>
    </message>
    <message>
        <source>Something is wrong or missing</source>
        <translation>有写错的、漏写的</translation>
    </message>
    <message>
        <source>An answer to a hearing notice</source>
        <translation>答复听取意见的通知</translation>
    </message>
    <message>
        <source>The application is taken back</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>The application is kept after all</source>
        <translation>还是保留申请</translation>
    </message>
    <message>
        <source>The case number on the receipt: twelve digits, in three groups of four.</source>
        <translation>回执上的办理编号：十二位数字，四位一组，共三组。</translation>
    </message>
</context>
<context>
    <name>MyCasePapers</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Papers for your correction</source>
        <translation>更正的材料</translation>
    </message>
</context>
<context>
    <name>MyCaseSent</name>
    <message>
        <source>Back to my cases</source>
        <translation>回到我的办理</translation>
    </message>
    <message>
        <source>It is on its way to the township.</source>
        <translation>正在发往乡镇。</translation>
    </message>
    <message>
        <source>Saved here, will be sent when the line is back. You need not wait.</source>
        <translation>已保存在本机，网络恢复后自动发送，您不用等。</translation>
    </message>
    <message>
        <source>Print a receipt</source>
        <translation>打印回执</translation>
    </message>
    <message>
        <source>The exercise is finished</source>
        <translation>练习完成了</translation>
    </message>
</context>
<context>
    <name>MyCaseWithdraw</name>
    <message>
        <source>Take it back</source>
        <translation>确定撤回</translation>
    </message>
    <message>
        <source>Take this application back?</source>
        <translation>要撤回这项申请吗？</translation>
    </message>
    <message>
        <source>The township stops working on application %1. Nothing is lost for good: you can apply again at any time.</source>
        <translation>镇里会停止办理申请 %1。以后随时可以再申请，不会因此失去什么。</translation>
    </message>
    <message>
        <source>An allowance that you already receive is not touched.</source>
        <translation>您正在领的救助金不受影响。</translation>
    </message>
    <message>
        <source>As long as the township has not taken it up, you can change your mind here. If only something is wrong in it, correct it instead.</source>
        <translation>在镇里处理之前，您可以在这里改主意。如果只是有写错的地方，更正就行，不用撤回。</translation>
    </message>
    <message>
        <source>In the rules: withdrawal of the application</source>
        <translation>规定中的说法：撤回申请</translation>
    </message>
</context>
<context>
    <name>NoticeRead</name>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
</context>
<context>
    <name>NoticeWords</name>
    <message>
        <source>%1 (until %2)</source>
        <translation>%1（至 %2）</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source> The rules allow no more.</source>
        <translation>这是政策规定的最长时限。</translation>
    </message>
    <message>
        <source> The rules would allow: %1.</source>
        <translation>政策规定最长：%1。</translation>
    </message>
    <message>
        <source>Published on %1</source>
        <translation>%1 公布</translation>
    </message>
    <message>
        <source>Published on %1, stands here until %2</source>
        <translation>%1 公布，公示至 %2</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 人</translation>
    </message>
    <message>
        <source>%1 yuan</source>
        <translation>%1 元</translation>
    </message>
    <message>
        <source>Publicity lists of this village</source>
        <translation>本村公示名单</translation>
    </message>
    <message>
        <source>No list is published at the moment. Each one stands here for seven days.</source>
        <translation>目前没有公示名单。每份名单公示七天。</translation>
    </message>
    <message>
        <source>Standards in force</source>
        <translation>现行标准</translation>
    </message>
    <message>
        <source>The township has not sent its standards to this station. The clerk can tell you.</source>
        <translation>乡镇还没有把标准发到本机，可以问工作人员。</translation>
    </message>
    <message>
        <source>How long each step takes here</source>
        <translation>各环节办理时限</translation>
    </message>
    <message>
        <source>This station knows no terms. The clerk can tell you.</source>
        <translation>本机没有办理时限，可以问工作人员。</translation>
    </message>
    <message>
        <source>Other notices</source>
        <translation>其他公告</translation>
    </message>
</context>
<context>
    <name>NoticesList</name>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>公示与政策</translation>
    </message>
    <message>
        <source>What you were reading stands here no longer.</source>
        <translation>您刚才看的公示已到期撤下。</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>entered</source>
        <translation>已输入</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>OutOfUse</name>
    <message>
        <source>This machine is out of use</source>
        <translation>本机已停用</translation>
    </message>
    <message>
        <source>Please go to %1, or call. Somebody there will help you with everything that you could do here.</source>
        <translation>请到%1办理，或者打电话。在这里能办的事，那边都有人帮您办。</translation>
    </message>
    <message>
        <source>You can turn to the township</source>
        <translation>您可以找乡镇</translation>
    </message>
    <message>
        <source>Telephone: %1</source>
        <translation>电话：%1</translation>
    </message>
    <message>
        <source>What you handed in here before is safe. Assistance does not stop because this machine is out of use.</source>
        <translation>您以前在这里提交的材料是安全的。本机停用不影响救助。</translation>
    </message>
</context>
<context>
    <name>OutboxChart</name>
    <message>
        <source>Confirmed by the township</source>
        <translation>乡镇已确认</translation>
    </message>
    <message>
        <source>Waiting here</source>
        <translation>在本站等待</translation>
    </message>
</context>
<context>
    <name>OutboxPlot</name>
    <message>
        <source>Last %1 days: %2 confirmed by the township, %3 waiting here.</source>
        <translation>最近%1天：乡镇已确认%2件，还在本站等待%3件。</translation>
    </message>
    <message>
        <source> %1 of them wait for longer.</source>
        <translation>其中%1件等得更久。</translation>
    </message>
    <message>
        <source>%1: %2 confirmed, %3 waiting.</source>
        <translation>%1：已确认%2件，等待%3件。</translation>
    </message>
    <message>
        <source>Nothing on these days.</source>
        <translation>这些天没有。</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Ask the clerk</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Show more above</source>
        <translation>看上面</translation>
    </message>
    <message>
        <source>Show more below</source>
        <translation>看下面</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Any six digits, not your own PIN</source>
        <translation>随便输六位数字，不要输您自己的密码</translation>
    </message>
</context>
<context>
    <name>PrintNotice</name>
    <message>
        <source>Printed. Please take the paper.</source>
        <translation>已打印，请取走。</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>正在打印……</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重新打印</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>ReadinessDesk</name>
    <message>
        <source>The scanner looks at the sheet …</source>
        <translation>扫描仪正在看这张纸……</translation>
    </message>
    <message>
        <source>Disk, clock, line and keys are looked at …</source>
        <translation>正在检查硬盘、时钟、网络和密钥……</translation>
    </message>
    <message>
        <source>All devices are asked; the camera opens for a moment. This takes up to a quarter of a minute …</source>
        <translation>正在逐个检查设备，摄像头会打开一会儿。最多十五秒……</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>ReadinessRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>RecordVoice</name>
    <message>
        <source>Please speak. Seconds left: %1</source>
        <translation>请说话。还剩 %1 秒。</translation>
    </message>
    <message>
        <source>The microphone is on</source>
        <translation>话筒开着</translation>
    </message>
    <message>
        <source>How loud you are</source>
        <translation>您的声音大小</translation>
    </message>
    <message>
        <source>Hardly anything was heard. Please say it again, nearer to the microphone.</source>
        <translation>几乎没有录到声音。请离话筒近一点，再说一遍。</translation>
    </message>
    <message>
        <source>It is handed in when you touch Send. Until then you can say it again or throw it away.</source>
        <translation>按“发送”才会提交。在这之前可以重说，也可以不要。</translation>
    </message>
    <message>
        <source>Your words are recorded</source>
        <translation>您的话已录好</translation>
    </message>
    <message>
        <source>The microphone is off. Touch the button and speak; touch it again when you have said everything. Three minutes at most.</source>
        <translation>话筒关着。按一下按钮就可以说，说完再按一下。最长三分钟。</translation>
    </message>
    <message>
        <source>I have said everything</source>
        <translation>我说完了</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>重新说</translation>
    </message>
    <message>
        <source>Speak now</source>
        <translation>开始说</translation>
    </message>
    <message>
        <source>Keep what I said before</source>
        <translation>保留刚才说的</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen to it</source>
        <translation>听一遍</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>不要了</translation>
    </message>
    <message>
        <source>People near you can hear it when you listen to it.</source>
        <translation>听的时候，旁边的人也能听到。</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>This machine cannot be used at the moment</source>
        <translation>本机暂时不能使用</translation>
    </message>
    <message>
        <source>Please go to the township. Somebody there will help you with everything that you could do here.</source>
        <translation>请到乡镇政府办理。在这里能办的事，那边都有人帮您办。</translation>
    </message>
    <message>
        <source>What was handed in here before is locked inside and cannot be read by anybody.</source>
        <translation>您以前在这里提交的材料锁在机器里，谁也看不到。</translation>
    </message>
    <message>
        <source>For the technician: the machine&apos;s data does not open. Was its disk put into another machine, or its system changed? (%1)</source>
        <translation>维护人员请注意：本机数据打不开。硬盘是否换到了别的机器，或者系统被改动过？（%1）</translation>
    </message>
</context>
<context>
    <name>SessionQuestion</name>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>If nobody answers, your visit ends in %1 s. What you entered is kept.</source>
        <translation>没有人回答的话，%1 秒后结束办理。填过的内容会保留。</translation>
    </message>
    <message>
        <source>Are you still here?</source>
        <translation>您还在吗？</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>我还在</translation>
    </message>
    <message>
        <source>End this visit</source>
        <translation>结束办理</translation>
    </message>
    <message>
        <source>Another card lies on the reader. Please lay your own card back, or end this visit.</source>
        <translation>读卡器上是另一张身份证。请放回您自己的，或结束办理。</translation>
    </message>
    <message>
        <source>Whose visit is this?</source>
        <translation>现在是谁在办理？</translation>
    </message>
    <message>
        <source>Go on as before</source>
        <translation>继续办理</translation>
    </message>
    <message>
        <source>A clerk is helping</source>
        <translation>工作人员在帮忙</translation>
    </message>
    <message>
        <source>Please take your card and your papers with you.</source>
        <translation>请带好您的身份证和纸张。</translation>
    </message>
    <message>
        <source>Thank you. Goodbye!</source>
        <translation>谢谢，再见！</translation>
    </message>
    <message>
        <source>I have everything</source>
        <translation>都拿好了</translation>
    </message>
    <message>
        <source>Your paper is being printed. Please wait for it.</source>
        <translation>正在打印，请稍等。</translation>
    </message>
    <message>
        <source>End the practice</source>
        <translation>结束练习</translation>
    </message>
    <message>
        <source>A card was laid down. It was not read, and nothing of its owner is kept: what is filled in here is lost. To serve this person, end the practice and lay the card down again.</source>
        <translation>有人放了一张身份证。它没有被读取，这个人的情况也不会保存，现在填的内容都不算数。要给这个人办事，请先结束练习，再重新放卡。</translation>
    </message>
    <message>
        <source>This is practice</source>
        <translation>现在是练习</translation>
    </message>
    <message>
        <source>Go on practising</source>
        <translation>继续练习</translation>
    </message>
</context>
<context>
    <name>SetupAddress</name>
    <message>
        <source>Address of this machine, e.g. 192.168.1.20</source>
        <translation>本机地址，例如 192.168.1.20</translation>
    </message>
    <message>
        <source>Gateway, e.g. 192.168.1.1. Empty: none</source>
        <translation>网关，例如 192.168.1.1；没有就空着</translation>
    </message>
    <message>
        <source>Name server, e.g. 114.114.114.114. Empty: none</source>
        <translation>域名服务器，例如 114.114.114.114；没有就空着</translation>
    </message>
    <message>
        <source>The network, typed by hand</source>
        <translation>手工填写网络</translation>
    </message>
    <message>
        <source>Its mask</source>
        <translation>子网掩码</translation>
    </message>
</context>
<context>
    <name>SetupByBench</name>
    <message>
        <source>A bench sets this station up</source>
        <translation>正在批量设置本机</translation>
    </message>
    <message>
        <source>Nothing is to be touched here. The stick may be pulled and go to the next machine. When all is done, the first page comes by itself.</source>
        <translation>请不要触摸屏幕。U盘可以拔下，插到下一台机器上。全部完成后会自动显示首页。</translation>
    </message>
</context>
<context>
    <name>SetupClerks</name>
    <message>
        <source>The clerks</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Accounts come from the township, signed. Each clerk sets a PIN here once, with the one-time code on the township&apos;s paper.</source>
        <translation>账号由乡镇签名下发。每位工作人员凭乡镇纸条上的一次性口令，在这里设一次密码。</translation>
    </message>
    <message>
        <source>No account came yet. Ask the township whether it made one (“clerk add”).</source>
        <translation>还没有收到账号。请问一下乡镇是否已经建好（“clerk add”）。</translation>
    </message>
    <message>
        <source>There is no line to the township, so no account can come. Go back to the township&apos;s digits or the network, or leave this out.</source>
        <translation>没有连上乡镇，账号下不来。请返回检查乡镇的数字或网络，或者跳过这一步。</translation>
    </message>
    <message>
        <source>No PIN yet</source>
        <translation>还没有设密码</translation>
    </message>
    <message>
        <source>Has a PIN</source>
        <translation>已设密码</translation>
    </message>
    <message>
        <source>A clerk sets the PIN</source>
        <translation>工作人员设密码</translation>
    </message>
</context>
<context>
    <name>SetupClock</name>
    <message>
        <source>The time is right</source>
        <translation>时间正确</translation>
    </message>
    <message>
        <source>Is this the time?</source>
        <translation>现在是这个时间吗？</translation>
    </message>
    <message>
        <source>Beijing time, wherever the machine stands. As soon as the township is reached, its time counts on everything that is handed in.</source>
        <translation>不管机器放在哪里，都是北京时间。一连上乡镇，交上去的都以乡镇的时间为准。</translation>
    </message>
    <message>
        <source>Set the time</source>
        <translation>设置时间</translation>
    </message>
</context>
<context>
    <name>SetupClockSet</name>
    <message>
        <source>Set it</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Set the time</source>
        <translation>设置时间</translation>
    </message>
    <message>
        <source>Year, month, day, hour, minute: 12 digits, e.g. 202611281405</source>
        <translation>年月日时分，12 位数字，例如 202611281405</translation>
    </message>
</context>
<context>
    <name>SetupCodes</name>
    <message>
        <source>Confirm later</source>
        <translation>以后再确认</translation>
    </message>
    <message>
        <source>The digits fit</source>
        <translation>数字对上了</translation>
    </message>
    <message>
        <source>Call the township: eight digits each way</source>
        <translation>给乡镇打电话：互报八位数字</translation>
    </message>
    <message>
        <source>1. The township needs this answer: the code below, photographed, or the file on the stick. 2. Read these digits to the township:</source>
        <translation>1. 乡镇需要这份答复：把下面的二维码拍下来，或者写到U盘上带去。2. 把这几位数字念给乡镇：</translation>
    </message>
    <message>
        <source>The answer to the township as a code</source>
        <translation>给乡镇的答复二维码</translation>
    </message>
    <message>
        <source>Written to the stick.</source>
        <translation>已写到U盘。</translation>
    </message>
    <message>
        <source>Write the answer to the stick</source>
        <translation>把答复写到U盘</translation>
    </message>
    <message>
        <source>3. The township reads eight others. Type them:</source>
        <translation>3. 乡镇会念另外八位数字，请输入：</translation>
    </message>
    <message>
        <source>Nobody answers? Confirm later: what is handed in is kept here, sealed, and sent when the digits were typed.</source>
        <translation>没人接电话？可以以后再确认：交上来的会密封保存在本机，输入数字之后再发送。</translation>
    </message>
</context>
<context>
    <name>SetupDevices</name>
    <message>
        <source>Device %1 of %2</source>
        <translation>第 %1 个设备，共 %2 个</translation>
    </message>
    <message>
        <source>The devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>All devices are being tested. The camera opens for a moment.</source>
        <translation>正在检查所有设备。摄像头会打开一下。</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>再检查一次</translation>
    </message>
</context>
<context>
    <name>SetupLanguage</name>
    <message>
        <source>Set up this station: the language</source>
        <translation>开通服务站：语言</translation>
    </message>
    <message>
        <source>This machine is not a station yet. It takes about ten minutes and eight steps. You can stop at any time, also by pulling the plug: it goes on where you were.</source>
        <translation>本机还不是服务站。开通大约要十分钟，共八步。随时可以停下，拔掉电源也行：下次接着做。</translation>
    </message>
    <message>
        <source>Language of the first page</source>
        <translation>首页的语言</translation>
    </message>
</context>
<context>
    <name>SetupLeaveOut</name>
    <message>
        <source>Leave it out</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>跳过：%1</translation>
    </message>
    <message>
        <source>What this means</source>
        <translation>这意味着</translation>
    </message>
    <message>
        <source>It stands in the report. Until you finish, you can come back and do it.</source>
        <translation>报告里会写明。在完成之前，可以回来补做。</translation>
    </message>
</context>
<context>
    <name>SetupNetwork</name>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>This machine has no network port. Ask for another machine, or go on without a line.</source>
        <translation>本机没有网口。请换一台机器，或者不连网继续。</translation>
    </message>
    <message>
        <source>The address of this machine</source>
        <translation>本机的地址</translation>
    </message>
    <message>
        <source>By itself (DHCP)</source>
        <translation>自动取得（DHCP）</translation>
    </message>
    <message>
        <source>Plug the cable in and wait ten seconds. Right nearly everywhere.</source>
        <translation>插上网线，等十秒。大多数地方都选这个。</translation>
    </message>
    <message>
        <source>Typed by hand</source>
        <translation>手工填写</translation>
    </message>
    <message>
        <source>When the township&apos;s paper names an address.</source>
        <translation>乡镇的单子上写了地址时选这个。</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Leave this step out</source>
        <translation>跳过这一步</translation>
    </message>
</context>
<context>
    <name>SetupPrint</name>
    <message>
        <source>It is readable</source>
        <translation>看得清楚</translation>
    </message>
    <message>
        <source>Print a sheet</source>
        <translation>打印一张</translation>
    </message>
    <message>
        <source>A sheet to try the printer</source>
        <translation>试打一张纸</translation>
    </message>
    <message>
        <source>Take the sheet. Is it whole, black, and not askew?</source>
        <translation>请取纸。是否完整、清楚、不歪？</translation>
    </message>
    <message>
        <source>One sheet with what was set up so far is printed.</source>
        <translation>会打印一张纸，上面是到目前为止的开通情况。</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>正在打印……</translation>
    </message>
    <message>
        <source>Print once more</source>
        <translation>再打印一次</translation>
    </message>
</context>
<context>
    <name>SetupReading</name>
    <message>
        <source>Hold the township&apos;s code before the reader</source>
        <translation>请把乡镇的二维码对准扫码窗</translation>
    </message>
    <message>
        <source>Waiting for the code, for one minute. On a telephone: light up, as large as it gets.</source>
        <translation>正在等二维码，最多一分钟。用手机的话：屏幕调亮，图放到最大。</translation>
    </message>
</context>
<context>
    <name>SetupReport</name>
    <message>
        <source>Finish: open the station</source>
        <translation>完成，开通服务站</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Print the report</source>
        <translation>打印报告</translation>
    </message>
    <message>
        <source>Write it to the stick</source>
        <translation>写到U盘</translation>
    </message>
    <message>
        <source>The report is on the stick.</source>
        <translation>报告已写到U盘。</translation>
    </message>
    <message>
        <source>The report is printed.</source>
        <translation>报告已打印。</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>正在打印……</translation>
    </message>
    <message>
        <source>The main lines of the report, signed, as a code</source>
        <translation>报告主要内容的签名二维码</translation>
    </message>
    <message>
        <source>Without a township there is no key that could sign this report.</source>
        <translation>没有乡镇，就没有能给这份报告签名的密钥。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>未做</translation>
    </message>
    <message>
        <source>language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>by itself (DHCP)</source>
        <translation>自动取得（DHCP）</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>手工填写</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>手工设置</translation>
    </message>
    <message>
        <source>station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>digits typed</source>
        <translation>已输入数字</translation>
    </message>
    <message>
        <source>accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>with a PIN</source>
        <translation>已设密码</translation>
    </message>
    <message>
        <source>readable</source>
        <translation>清楚</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Clerks</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Test print</source>
        <translation>试打印</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Without a line nothing reaches the township. What is handed in is kept here, sealed, and can be carried by stick.</source>
        <translation>没有网络，什么都送不到乡镇。交上来的会密封保存在本机，可以用U盘带走。</translation>
    </message>
    <message>
        <source>A wrong clock prints wrong times on receipts until the township is reached.</source>
        <translation>时钟不准，在连上乡镇之前，回执上的时间也不准。</translation>
    </message>
    <message>
        <source>Without a township nothing can be handed in at this machine. It is of no use yet.</source>
        <translation>没有登记到乡镇，本机什么都不能办，还没有用处。</translation>
    </message>
    <message>
        <source>A device that nobody has looked at may fail in front of the first person.</source>
        <translation>没有检查过的设备，可能在第一位群众面前出问题。</translation>
    </message>
    <message>
        <source>Until a clerk has a PIN here, nobody can confirm a check-in or help a person.</source>
        <translation>在工作人员设好密码之前，没有人能确认签到，也没有人能帮忙办理。</translation>
    </message>
    <message>
        <source>Whether receipts can be read is not known.</source>
        <translation>不知道回执打出来是否清楚。</translation>
    </message>
    <message>
        <source>Station %1 of township %2, key %3</source>
        <translation>站点 %1，乡镇 %2，密钥 %3</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序列号</translation>
    </message>
</context>
<context>
    <name>SetupSteps</name>
    <message>
        <source>The flat black box on which a card is laid. Its lamp is green when it has power.</source>
        <translation>放身份证的黑色扁盒子。通电时灯是绿的。</translation>
    </message>
    <message>
        <source>The scanner with its lid or feeder. Switch it on and close the lid.</source>
        <translation>带盖板或进纸槽的扫描仪。请打开电源，盖好盖板。</translation>
    </message>
    <message>
        <source>The printer. Put paper in and close all its doors.</source>
        <translation>打印机。请放好纸，关好所有盖子。</translation>
    </message>
    <message>
        <source>The camera above the screen. Take off its film, nothing may hang in front of it.</source>
        <translation>屏幕上方的摄像头。请撕掉保护膜，前面不要挡东西。</translation>
    </message>
    <message>
        <source>The window with the red light in which codes are held.</source>
        <translation>有红光的扫码窗。</translation>
    </message>
    <message>
        <source>The slot into which a social security card is put.</source>
        <translation>插社会保障卡的卡槽。</translation>
    </message>
    <message>
        <source>The loudspeaker below the screen. Touch the loudspeaker above to hear this page.</source>
        <translation>屏幕下方的喇叭。点一下上面的喇叭图标，听听这一页。</translation>
    </message>
    <message>
        <source>The screen. Its light can be turned in service mode.</source>
        <translation>屏幕。亮度可以在“设备维护”里调。</translation>
    </message>
    <message>
        <source>The battery that bridges a power cut. Its plug must be in the wall.</source>
        <translation>停电时用的电池。插头要插在墙上。</translation>
    </message>
    <message>
        <source>wireless, not used by this machine</source>
        <translation>无线网卡，本机不使用</translation>
    </message>
    <message>
        <source>no cable, or nothing at its other end</source>
        <translation>没有插网线，或者另一头没有接通</translation>
    </message>
    <message>
        <source>cable plugged in, no address yet</source>
        <translation>网线已插好，还没有取得地址</translation>
    </message>
</context>
<context>
    <name>SetupTownship</name>
    <message>
        <source>The township&apos;s invitation</source>
        <translation>乡镇的邀请</translation>
    </message>
    <message>
        <source>The township makes it with “enrol-station”: a code on paper or on a telephone, or a file on a stick. It serves once, for seven days.</source>
        <translation>由乡镇用“enrol-station”生成：纸上或手机上的二维码，或者U盘里的文件。只能用一次，七天内有效。</translation>
    </message>
    <message>
        <source>The digits were typed. This is done.</source>
        <translation>数字已经输入，这一步完成了。</translation>
    </message>
    <message>
        <source>Next: the eight digits.</source>
        <translation>下一步：八位数字。</translation>
    </message>
    <message>
        <source>Station %1 of township %2</source>
        <translation>乡镇 %2 的站点 %1</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>请稍等。</translation>
    </message>
    <message>
        <source>Read the code</source>
        <translation>读取二维码</translation>
    </message>
    <message>
        <source>Take it from the stick</source>
        <translation>从U盘读取</translation>
    </message>
    <message>
        <source>There is no code reader: take the file on a stick.</source>
        <translation>没有扫码窗：请用U盘里的文件。</translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>This step could not be done.</source>
        <translation>这一步没有做成。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, note this step and call support.</source>
        <translation>请再试一次。如果还不行，请记下这一步，联系技术支持。</translation>
    </message>
    <message>
        <source>This step&apos;s turn has not come.</source>
        <translation>还没有轮到这一步。</translation>
    </message>
    <message>
        <source>Go back and do the step before.</source>
        <translation>请返回，先做前面的步骤。</translation>
    </message>
    <message>
        <source>A part of this machine does not answer.</source>
        <translation>本机有一个部分没有应答。</translation>
    </message>
    <message>
        <source>Wait ten seconds and try again. Nothing that was done is lost.</source>
        <translation>请等十秒再试。已经做好的都还在。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘满了。</translation>
    </message>
    <message>
        <source>Take another machine; this one&apos;s disk is too small or broken.</source>
        <translation>请换一台机器；这台的磁盘太小或者坏了。</translation>
    </message>
    <message>
        <source>This is no invitation of a township.</source>
        <translation>这不是乡镇的邀请。</translation>
    </message>
    <message>
        <source>Show the code that “enrol-station” made, or ask the township for a new one.</source>
        <translation>请出示“enrol-station”生成的二维码，或请乡镇重新发一份。</translation>
    </message>
    <message>
        <source>This machine is another station already.</source>
        <translation>本机已经登记为另一个站点。</translation>
    </message>
    <message>
        <source>Ask the township for the invitation of that station, or reset the machine first.</source>
        <translation>请向乡镇要那个站点的邀请，或者先把本机恢复出厂。</translation>
    </message>
    <message>
        <source>The eight digits do not fit.</source>
        <translation>八位数字对不上。</translation>
    </message>
    <message>
        <source>Have them read again. After five wrong ones a new invitation is needed; when they never fit, somebody changed a key on the way.</source>
        <translation>请再念一遍。错五次就要重新发邀请；如果总是对不上，说明密钥在途中被人换过。</translation>
    </message>
    <message>
        <source>The township&apos;s invitation was not read yet.</source>
        <translation>还没有读取乡镇的邀请。</translation>
    </message>
    <message>
        <source>Go back to the township&apos;s step and read it.</source>
        <translation>请返回乡镇那一步去读取。</translation>
    </message>
    <message>
        <source>This machine has its township already.</source>
        <translation>本机已经登记到乡镇。</translation>
    </message>
    <message>
        <source>Go on. Only a reset frees it for another one.</source>
        <translation>请继续。只有恢复出厂才能换乡镇。</translation>
    </message>
    <message>
        <source>No stick with that file is plugged in.</source>
        <translation>没有插着带这个文件的U盘。</translation>
    </message>
    <message>
        <source>Plug it in, wait five seconds and try again. The file must lie in its first folder.</source>
        <translation>请插上U盘，等五秒再试。文件要放在U盘的根目录里。</translation>
    </message>
    <message>
        <source>The address of this machine is none.</source>
        <translation>本机的地址不对。</translation>
    </message>
    <message>
        <source>Go back and type four numbers up to 255 with dots between them.</source>
        <translation>请返回，输入四个不大于 255 的数字，中间用点隔开。</translation>
    </message>
    <message>
        <source>The gateway&apos;s address is none.</source>
        <translation>网关的地址不对。</translation>
    </message>
    <message>
        <source>The name server&apos;s address is none.</source>
        <translation>域名服务器的地址不对。</translation>
    </message>
    <message>
        <source>The system did not take these network settings.</source>
        <translation>系统没有接受这些网络设置。</translation>
    </message>
    <message>
        <source>Try again, or leave this step out and go on without a line.</source>
        <translation>请再试一次，或者跳过这一步，不连网继续。</translation>
    </message>
    <message>
        <source>The clock could not be set to that.</source>
        <translation>时钟不能设成这个时间。</translation>
    </message>
    <message>
        <source>Type year, month, day, hour and minute, twelve digits, or go on without.</source>
        <translation>请输入年月日时分共十二位数字，或者不设置继续。</translation>
    </message>
</context>
<context>
    <name>SoundSettings</name>
    <message>
        <source>Whose voice reads</source>
        <translation>用谁的声音读</translation>
    </message>
    <message>
        <source>Headphones are in: only you hear it.</source>
        <translation>耳机已插好，只有您能听到。</translation>
    </message>
    <message>
        <source>People near you can hear it too. What you enter is never read.</source>
        <translation>旁边的人也能听到。您填写的内容不会读出来。</translation>
    </message>
    <message>
        <source>Read every page aloud</source>
        <translation>每一页都自动朗读</translation>
    </message>
    <message>
        <source>How fast it is read</source>
        <translation>朗读快慢</translation>
    </message>
    <message>
        <source>Slowly</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>平常</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快</translation>
    </message>
    <message>
        <source>Very fast</source>
        <translation>很快</translation>
    </message>
    <message>
        <source>How loud it is read</source>
        <translation>朗读声音大小</translation>
    </message>
    <message>
        <source>Quietly</source>
        <translation>小声</translation>
    </message>
    <message>
        <source>Normally</source>
        <translation>中等</translation>
    </message>
    <message>
        <source>Loudly</source>
        <translation>大声</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>The machine&apos;s voice</source>
        <translation>机器的声音</translation>
    </message>
    <message>
        <source>This is how I read to you.</source>
        <translation>我就这样读给您听。</translation>
    </message>
    <message>
        <source>This page is about something private. Touch the loudspeaker once more to hear it. People near you can hear it too.</source>
        <translation>这一页说的是您的私事。要听的话，请再点一下喇叭按钮。旁边的人也能听到。</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Your card is off the reader. Lay it back within %1 s, or finish.</source>
        <translation>身份证已离开读卡器。请在 %1 秒内放回，或点“结束”。</translation>
    </message>
    <message>
        <source>This machine tests itself; its camera opens for a moment</source>
        <translation>机器正在自检，摄像头会打开一会儿</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Headphones are in</source>
        <translation>耳机已插好</translation>
    </message>
    <message>
        <source>(card not read)</source>
        <translation>（未读卡）</translation>
    </message>
    <message>
        <source>Clerk: %1</source>
        <translation>工作人员：%1</translation>
    </message>
    <message>
        <source>Text and sound</source>
        <translation>文字和声音</translation>
    </message>
    <message>
        <source>Cover the screen</source>
        <translation>遮住屏幕</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Read this page aloud</source>
        <translation>朗读这一页</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>替 %1</translation>
    </message>
</context>
<context>
    <name>StuckPage</name>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>没有成功</translation>
    </message>
</context>
<context>
    <name>TrainingBar</name>
    <message>
        <source>Nothing is sent, nothing is kept.</source>
        <translation>什么也不会送出，什么也不会保存。</translation>
    </message>
    <message>
        <source>End the practice</source>
        <translation>结束练习</translation>
    </message>
</context>
<context>
    <name>TrainingNotice</name>
    <message>
        <source>Nothing was sent and nothing is kept. The number is valid nowhere.</source>
        <translation>什么也没有送出，什么也没有保存。这个编号在哪里都没有用。</translation>
    </message>
    <message>
        <source>This was practice</source>
        <translation>这是练习</translation>
    </message>
</context>
<context>
    <name>TurnKey</name>
    <message>
        <source>More characters</source>
        <translation>后面的字</translation>
    </message>
    <message>
        <source>Earlier characters</source>
        <translation>前面的字</translation>
    </message>
</context>
<context>
    <name>TypeName</name>
    <message>
        <source>What is your name?</source>
        <translation>您叫什么名字？</translation>
    </message>
    <message>
        <source>The township will see that the card was not read and may ask for it later.</source>
        <translation>乡镇会看到没有读身份证，以后可能请您出示。</translation>
    </message>
    <message>
        <source>Name as on your ID card</source>
        <translation>身份证上的姓名</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>TypeNumber</name>
    <message>
        <source>What is your ID number?</source>
        <translation>您的身份证号码是多少？</translation>
    </message>
    <message>
        <source>18 characters</source>
        <translation>18 位</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>UpdateWords</name>
    <message>
        <source>A new version is being looked at. Leave its stick in.</source>
        <translation>正在检查新版本，请不要拔U盘。</translation>
    </message>
    <message>
        <source>Version %1 is being installed. Leave its stick in; work goes on meanwhile.</source>
        <translation>正在安装版本 %1，请不要拔U盘；可以照常办事。</translation>
    </message>
    <message>
        <source>Version %1 is installed: it starts when this machine is switched on the next time.</source>
        <translation>版本 %1 已经装好：下次开机时启用。</translation>
    </message>
    <message>
        <source>Version %1 is the one that runs: nothing was done.</source>
        <translation>现在用的就是版本 %1，没有做任何改动。</translation>
    </message>
    <message>
        <source>The update was refused: it is not whole, or not signed by those who make this system. Tell the township.</source>
        <translation>没有安装更新：文件不完整，或者没有本系统发布方的签名。请告诉镇里。</translation>
    </message>
    <message>
        <source>The update was refused: it is for another kind of machine.</source>
        <translation>没有安装更新：它是给另一种机器用的。</translation>
    </message>
    <message>
        <source>The update was put off: the version that runs is still on trial. Plug the stick in again later.</source>
        <translation>暂时没有安装更新：现在的版本还在试用。请过一会儿再插U盘。</translation>
    </message>
    <message>
        <source>Version %1 was refused: it was tried before and did not become well.</source>
        <translation>没有安装版本 %1：以前试过，不能正常运行。</translation>
    </message>
    <message>
        <source>Version %1 was refused: it is older than the one that runs.</source>
        <translation>没有安装版本 %1：它比现在的版本旧。</translation>
    </message>
    <message>
        <source>The update could not be written; the version that runs stays. Call support when it happens again.</source>
        <translation>更新没有写成功，继续用现在的版本。如果再次发生，请联系技术支持。</translation>
    </message>
    <message>
        <source>Version %1 was refused: it came damaged again and again. Tell the township.</source>
        <translation>没有安装版本 %1：多次收到的都是损坏的。请告诉镇里。</translation>
    </message>
    <message>
        <source>Version %1 did not become well: the one before runs again. Tell the township.</source>
        <translation>版本 %1 不能正常运行，已经换回原来的版本。请告诉镇里。</translation>
    </message>
    <message>
        <source>Version %1 waits: the disk has no room for it. Let what waits here be sent.</source>
        <translation>版本 %1 在等待：硬盘空间不够。请让等待的材料先发送完。</translation>
    </message>
    <message>
        <source>The update was refused (%1). Tell the township.</source>
        <translation>没有安装更新（%1）。请告诉镇里。</translation>
    </message>
</context>
<context>
    <name>WaitPage</name>
    <message>
        <source>One moment, please.</source>
        <translation>请稍等。</translation>
    </message>
</context>
<context>
    <name>WritingField</name>
    <message>
        <source>Field for writing, one character</source>
        <translation>写字的格子，一次写一个字</translation>
    </message>
</context>
</TS>
