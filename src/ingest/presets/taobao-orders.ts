import type { Preset } from "../preset.js";

/** Taobao and Tmall, seller centre, ExportOrderList. One row per order; GBK; some headers end in a space. */
export const taobaoOrders: Preset = {
  id: "taobao-orders",
  title: "a Taobao/Tmall order list",
  role: "transactions",
  signature: ["订单编号", "买家会员名", "买家实际支付金额", "订单状态", "订单创建时间"],
  columns: {
    order_id: "订单编号",
    customer_id: "买家会员名",
    customer_name: "收货人姓名",
    phone: ["联系手机", "联系电话"],
    date: "订单创建时间",
    amount: "买家实际支付金额",
    amount_refunded: "退款金额",
    status: "订单状态",
    product: "宝贝标题",
    quantity: "宝贝总数量",
    category: "宝贝种类",
    shipping: "买家应付邮费",
    channel: "店铺名称",
    note: ["订单备注", "买家留言"],
  },
  ignore: [
    "总金额",
    "买家应付货款",
    "主订单编号",
    "支付单号",
    "订单付款时间",
    "确认收货时间",
    "打款商家金额",
    "买家支付宝账号",
  ],
  amountPer: "order",
  rules: [
    { class: "cancelled", when: { header: "订单状态", contains: ["交易关闭", "已取消"] } },
    { class: "unpaid", when: { header: "订单状态", contains: ["等待买家付款", "待付款"] } },
    { class: "refund", when: { header: "订单状态", contains: ["退款成功"] } },
  ],
  notes: ["The amount is what the buyer paid (买家实际支付金额) less 退款金额; 总金额 is the list price."],
};
